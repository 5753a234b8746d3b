#include "formats/entry_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "folders.hpp"
#include "formats/entry_columns.hpp"

namespace bowball::formats {
namespace entry_list_test {

using Names = std::vector<std::string>;

const std::vector<Noc>& nocs() {
    static const auto shipped = load_nocs(source_folder() + "/config/nocs.toml").value();
    return shipped;
}

EntryList read(std::string_view text) {
    auto list = read_entries(text, nocs());
    EXPECT_TRUE(list) << list.error().text;
    return list ? *list : EntryList{};
}

TEST(EntryList, TheShippedListHoldsEveryCommittee) {
    EXPECT_EQ(std::ranges::count_if(nocs(), [](const Noc& one) { return !one.continent.empty(); }), 206);
}

TEST(EntryList, TheListThatPagesOfferToBeginWithIsUnderstoodWhole) {
    std::ifstream file{source_folder() + "/server/web/src/programme/sample.csv", std::ios::binary};
    const auto list = read(std::string{std::istreambuf_iterator<char>{file}, {}});
    ASSERT_EQ(list.rows.size(), 3u);
    EXPECT_TRUE(list.warnings.empty()) << list.warnings.front().text;
    EXPECT_TRUE(list.problems.empty()) << list.problems.front().text;
    EXPECT_EQ(list.rows[2].members, (Names{"Di Example", "Ed Example", "Flo Example"}));
}

TEST(EntryList, HeadersOfManyLanguagesMeanTheSame) {
    for (const auto* text : {"Event,NOC,Name,Bow number,Seed\nM1x,NED,Netherlands,3,1\n", "Bootsklasse;Nation;Mannschaft;Startnummer;Setzung\nM1x;NED;Netherlands;3;1\n",
                             "\xC3\x89preuve;Pays;\xC3\x89quipage;N\xC2\xB0 dossard;T\xC3\xAAte de s\xC3\xA9rie\nM1x;NED;Netherlands;3;1\n", "Gara\tNazione\tEquipaggio\tPettorale\tTesta di serie\nM1x\tNED\tNetherlands\t3\t1\n",
                             "PRUEBA,PA\xCDS,TRIPULACI\xD3N,DORSAL,CABEZA DE SERIE\nM1x,NED,Netherlands,3,1\n"}) {
        const auto list = read(text);
        ASSERT_EQ(list.rows.size(), 1u) << text;
        const auto& row = list.rows[0];
        EXPECT_EQ(row.event, "M1x") << text;
        EXPECT_EQ(row.noc, "NED") << text;
        EXPECT_EQ(row.name, "Netherlands") << text;
        EXPECT_EQ(row.bow, 3) << text;
        EXPECT_EQ(row.seed, 1) << text;
        EXPECT_TRUE(list.warnings.empty()) << text << list.warnings.front().text;
    }
}

TEST(EntryList, MembersComeBySeatWithTheCoxLast) {
    const auto list = read("Event,Code,Stroke,3,2,Bow,Cox\nM4+,OXF,Dee,Cee,Bee,Aye,Zed\n");
    EXPECT_EQ(list.rows[0].members, (Names{"Aye", "Bee", "Cee", "Dee", "Zed"}));
    EXPECT_TRUE(list.rows[0].coxed);
    EXPECT_EQ(list.rows[0].bow, 0) << "beside \"stroke\" the bow is a seat";
}

TEST(EntryList, MembersOfOneColumnWithOrWithoutAMarkedCox) {
    EXPECT_EQ(read("event,code,members\nM2+,A,\"One; Two; Three (cox)\"\n").rows[0].members, (Names{"One", "Two", "Three"}));
    const auto unmarked = read("event,code,members\nM2+,A,\"One, Two, Three\"\n").rows[0];
    EXPECT_EQ(unmarked.members, (Names{"One", "Two", "Three"}));
    EXPECT_TRUE(unmarked.coxed) << "one more than the class has seats";
    EXPECT_EQ(read("event,code,members\nM2x,A,\"SMITH, Ann / BELL, Kim\"\n").rows[0].members, (Names{"SMITH, Ann", "BELL, Kim"}));
    EXPECT_EQ(read("event,code,members,cox\nM2+,A,One/Two/Three,Three\n").rows[0].members, (Names{"One", "Two", "Three"})) << "the cox once";
}

TEST(EntryList, AnotherNumberOfPeopleThanTheClassHasIsAWarning) {
    const auto list = read("event,code,members\nM8+,A,One/Two\nM4-,B,A/B/C/D\n");
    EXPECT_EQ(list.rows.size(), 2u);
    ASSERT_EQ(list.warnings.size(), 1u);
    EXPECT_EQ(list.warnings[0], (engine::EntryRemark{2, "M8+ has 9 people, the line names 2."}));
}

TEST(EntryList, AnUnknownNocIsAWarningWithASuggestionAndCountriesAreCodes) {
    const auto list = read("event,noc,name\nM1x,GRE,x\nM1x,DEU,y\nM1x,Switzerland,z\nM1x,ned,w\n");
    ASSERT_EQ(list.rows.size(), 4u);
    EXPECT_EQ(list.rows[2].noc, "SUI");
    EXPECT_EQ(list.rows[3].noc, "NED");
    ASSERT_EQ(list.warnings.size(), 1u);
    EXPECT_EQ(list.warnings[0].line, 3u);
    EXPECT_NE(list.warnings[0].text.find("\"DEU\" is no code of the IOC's list"), std::string::npos);
}

TEST(EntryList, ARowThatIsNotUnderstoodIsNamedWithItsLineAndWhy) {
    const auto list = read("event,code,bow,seed\nM1x,A,1,\n,B,2,\nM1x,C,first,\nM1x,\"D\"x,4,\nM1x,E,5.0,2\n");
    EXPECT_EQ(list.rows.size(), 2u);
    EXPECT_EQ(list.rows[1].bow, 5) << "as spreadsheets write whole numbers";
    ASSERT_EQ(list.problems.size(), 3u);
    EXPECT_EQ(list.problems[0], (engine::EntryRemark{3, "It names no event."}));
    EXPECT_EQ(list.problems[1], (engine::EntryRemark{4, "Bow number \"first\" is no whole number."}));
    EXPECT_EQ(list.problems[2].line, 5u);
}

TEST(EntryList, ColumnsOfMastersAndScratchesAreKept) {
    const auto list = read("Event;Verein;Altersklasse;Jahrgang 1;Jahrgang 2;Handicap;Status\nMM2x;RC Thun;C;1970;1966;12,5;abgemeldet\n");
    const auto& row = list.rows.at(0);
    EXPECT_EQ(row.category, "C");
    EXPECT_EQ(row.birth_years, (std::vector<std::uint16_t>{1970, 1966}));
    EXPECT_EQ(row.handicap, 12s + 500ms);
    EXPECT_TRUE(row.scratched);
}

TEST(EntryList, TitlesMayStandAboveTheHeadersAndUnknownColumnsAreNamed) {
    const auto list = read("Autumn Head 2026,,\n\nEvent,Club,Fee\nM8+,Thames RC,120\n");
    ASSERT_EQ(list.rows.size(), 1u);
    EXPECT_EQ(list.rows[0].line, 4u);
    EXPECT_EQ(list.warnings.at(0), (engine::EntryRemark{3, "Column \"Fee\" is not used."}));
}

TEST(EntryList, WithoutHeadersNothingIsGuessed) {
    const auto list = read_entries("M1x,NED,3\nM1x,GER,4\n", nocs());
    ASSERT_FALSE(list);
    EXPECT_NE(list.error().text.find("no row of headers"), std::string::npos);
    EXPECT_FALSE(read_entries("", nocs()));
    EXPECT_FALSE(read_entries("event,name\n", nocs()));
}

TEST(EntryList, GarbageNeverCrashesAndEveryRemarkNamesALineOfTheFile) {
    std::mt19937 random{20261125};
    const std::string good = "Event;NOC;Name;Bow;Members;Cox\nM4+;NED;\"Holland; A\";3;\"A/B/C/D\";E\nM1x;GER;Jo;4;;\n";
    for (int round = 0; round < 3000; ++round) {
        auto text = good;
        for (unsigned i = 0; i <= random() % 12; ++i) {
            const auto at = random() % text.size();
            if (random() % 2 == 0) text[at] = static_cast<char>(random());
            else text.insert(at, std::string{"\";\n,\t\r\xFF"}.substr(random() % 7, 1));
        }
        const auto list = read_entries(text, nocs());
        if (!list) continue;
        const auto lines = static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; })) + 1;
        for (const auto& one : list->problems) ASSERT_TRUE(one.line >= 1 && one.line <= lines) << one.text;
        for (const auto& row : list->rows) ASSERT_FALSE(row.event.empty());
    }
}

}  // namespace entry_list_test
}  // namespace bowball::formats
