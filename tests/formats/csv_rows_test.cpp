#include "formats/csv_rows.hpp"

#include <gtest/gtest.h>

#include "core/limits.hpp"

namespace bowball::formats {
namespace csv_rows_test {

using Fields = std::vector<std::string>;

TEST(CsvRows, EverySeparatorOfSpreadsheetsIsUnderstood) {
    for (const auto* text : {"a,b\n1,2\n", "a;b\r\n1;2\r\n", "a\tb\n1\t2", "sep=;\na;b\n1;2\n", "sep=\t\na\tb\n1\t2\n", "sep=\t\r\na\tb\r\n1\t2\r\n", "a;b\r1;2\r"}) {
        const auto table = read_csv(text).value();
        ASSERT_EQ(table.rows.size(), 2u) << text;
        EXPECT_EQ(table.rows[1].fields, (Fields{"1", "2"})) << text;
        EXPECT_TRUE(table.flaws.empty()) << text;
    }
}

TEST(CsvRows, ADecimalCommaIsNoSeparatorWhereSemicolonsAre) {
    EXPECT_EQ(read_csv("name;handicap\nA;12,5\n").value().rows[1].fields, (Fields{"A", "12,5"}));
}

TEST(CsvRows, QuotedFieldsHoldSeparatorsQuotesAndLines) {
    const auto table = read_csv("name,members\n\"Oxford, A\",\"one \"\"x\"\"\ntwo\"\nlast,1\n").value();
    EXPECT_EQ(table.rows[1].fields, (Fields{"Oxford, A", "one \"x\"\ntwo"}));
    EXPECT_EQ(table.rows[1].line, 2u);
    EXPECT_EQ(table.rows[2].line, 4u) << "a field of two lines counts both";
}

TEST(CsvRows, EncodingsOfOfficesAreTold) {
    const auto bom = read_csv("\xEF\xBB\xBFname,club\nJ\xC3\xBCrgen,x\n").value();
    EXPECT_EQ(bom.rows[0].fields[0], "name");
    EXPECT_EQ(bom.encoding, "UTF-8");
    const auto latin = read_csv("name,club\nJ\xFCrgen \x96 K\xF6ln,x\n").value();
    EXPECT_EQ(latin.rows[1].fields[0], "J\xC3\xBCrgen \xE2\x80\x93 K\xC3\xB6ln") << "the dash is Windows-1252's";
    EXPECT_EQ(latin.encoding, "Windows-1252");
    EXPECT_FALSE(read_csv(std::string{"\xFF\xFEn\0a\0", 6})) << "UTF-16 is said, not read as letters";
    EXPECT_FALSE(read_csv(std::string{"PK\x03\x04\0\0", 6})) << "a spreadsheet is no text";
}

TEST(CsvRows, ABadLineCostsItselfAndNoOther) {
    const auto table = read_csv("a,b\n1,\"x\"y\n2,fine\n").value();
    ASSERT_EQ(table.flaws.size(), 1u);
    EXPECT_EQ(table.flaws[0].line, 2u);
    EXPECT_EQ(table.rows.back().fields, (Fields{"2", "fine"}));
}

TEST(CsvRows, AQuoteThatIsNeverClosedCostsItsLineOnly) {
    auto text = std::string{"a,b\n1,\"open\n"};
    for (int i = 0; i < 20; ++i) text += "row,fine\n";
    const auto table = read_csv(text).value();
    ASSERT_EQ(table.flaws.size(), 1u);
    EXPECT_EQ(table.flaws[0].line, 2u);
    EXPECT_NE(table.flaws[0].text.find("never closed"), std::string::npos);
    EXPECT_EQ(table.rows.size(), 21u);
    EXPECT_EQ(read_csv("a,b\n1,\"open").value().flaws.size(), 1u) << "at the end of the file too";
}

TEST(CsvRows, BoundsHold) {
    EXPECT_EQ(read_csv(std::string(limits::entries_bytes + 1, 'x')).error().code, errc::too_large);
    std::string many;
    for (std::size_t i = 0; i <= limits::entry_rows; ++i) many += "a,b\n";
    EXPECT_EQ(read_csv(many).error().code, errc::too_large);
    EXPECT_EQ(read_csv(std::string(limits::entry_rows * limits::entry_field_lines + 1, '\n')).error().code, errc::too_large);
    const auto wide = read_csv("a,b\n" + std::string(limits::entry_columns, ',') + "x\n").value();
    EXPECT_EQ(wide.rows.size(), 1u);
    EXPECT_EQ(wide.flaws.size(), 1u);
    EXPECT_TRUE(read_csv("").value().rows.empty());
}

}  // namespace csv_rows_test
}  // namespace bowball::formats
