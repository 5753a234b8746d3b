// Garbage from outside, seeded: configuration, programmes, rule files, messages of clients. Never a crash, always an error that
// names the place.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "folders.hpp"
#include "formats/config.hpp"
#include "formats/frame.hpp"
#include "formats/lane_order_file.hpp"
#include "formats/masters_file.hpp"
#include "formats/programme.hpp"
#include "formats/progression_file.hpp"
#include "formats/record_file.hpp"
#include "formats/rule_file.hpp"
#include "formats/swimming_file.hpp"
#include "rules/progression.hpp"

namespace bowball::formats {
namespace garbage_test {

std::string read_all(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string damaged(std::string text, std::mt19937& random, unsigned changes) {
    for (unsigned i = 0; i < changes && !text.empty(); ++i) {
        const auto at = random() % text.size();
        switch (random() % 3) {
            case 0: text[at] = static_cast<char>(random()); break;
            case 1: text.erase(at, 1 + random() % 8); break;
            default: text.insert(at, text.substr(random() % text.size(), 1 + random() % 20)); break;
        }
    }
    return text;
}

constexpr auto a_config = R"(
[server]
address = "127.0.0.1"
port = 8080
[meet]
programme = "meet.toml"
[[devices]]
name = "timer"
driver = "alge_timy"
link = "serial:///dev/ttyUSB0?baud=9600"
settings = { checksum = "always", commands = "PRE4" }
[[channels]]
device = "timer"
channel = "C1"
point = "finish"
number_is_lane = true
)";

/// Damaged texts are accepted or refused; a refusal begins with file:line:column.
template <class Read>
void check(const std::string& good, Read read, const char* what) {
    ASSERT_TRUE(read(good).has_value()) << what << ": " << read(good).error().text;
    auto refused = 0;
    for (unsigned seed = 1; seed <= 1500; ++seed) {
        std::mt19937 random{seed};
        const auto text = damaged(good, random, 1 + seed % 6);
        const auto got = read(text);
        if (got) continue;
        ++refused;
        const auto& said = got.error().text;
        ASSERT_TRUE(said.starts_with("file.toml:") || said.starts_with("file.toml: ")) << what << ", seed " << seed << ": \"" << said << "\" does not name the file";
        ASSERT_LT(said.size(), 1000u) << what << ", seed " << seed;
    }
    EXPECT_GT(refused, 300) << what;
}

TEST(Garbage, ADamagedConfigurationIsRefusedWithItsPlace) {
    check(a_config, [](const std::string& text) { return read_config(text, "file.toml"); }, "configuration");
}

// Found by the test above: the TOML library ended the process on a text like this one.
TEST(Garbage, ATextOnWhichTheLibraryGivesUpIsRefusedWithItsLine) {
    const auto refusal = [](std::string_view text) {
        const auto got = read_config(text, "file.toml");
        return got ? "accepted" : got.error().text;
    };
    EXPECT_EQ(refusal("[>server]\nport = 80\n"), "file.toml:1:1: this line is no TOML.");
    EXPECT_EQ(refusal("[server]\nport = 80\n\n[= \"x\"]\n"), "file.toml:4:1: this line is no TOML.");
}

TEST(Garbage, ADamagedProgrammeIsRefusedWithItsPlace) {
    check(read_all(source_folder() + "/config/demo/regatta.toml"), [](const std::string& text) { return read_programme(text, "file.toml", WallTime{}); }, "programme");
}

/// Every race of the first group comes in as it was drawn, and so on to the end, or until the table does not fit its lanes.
void follow(const rules::ProgressionTable& table, std::uint32_t entries) {
    rules::ProgressionInput input;
    for (std::uint32_t i = 1; i <= entries; ++i) input.entries.push_back(CrewId{i});
    for (std::size_t before = 1; before != input.results.size();) {
        before = input.results.size();
        const auto now = rules::progress(table, input);
        ASSERT_TRUE(now.has_value());
        input.results.clear();
        for (const auto& race : now->races) {
            auto& result = input.results.emplace_back(rules::RaceResult{race.race, {}});
            for (const auto& seat : race.seats) result.crews.push_back({seat.crew, rules::Outcome::placed, static_cast<std::uint16_t>(result.crews.size() + 1), 400s + 1s * seat.crew.value()});
        }
        ASSERT_LT(input.results.size(), 2000U);
    }
}

TEST(Garbage, ADamagedProgressionTableIsRefusedWithItsPlaceOrCanBeFollowed) {
    const auto read = [](const std::string& text) {
        auto table = formats::read_progression(text, "file.toml");
        if (table) {
            for (const auto& one : table->cases) follow(*table, one.entries[1]);
        }
        return table;
    };
    check(read_all(source_folder() + "/config/rules/progression/british_masters.toml"), read, "progression");
}

TEST(Garbage, DamagedTablesOfTheSportsAreRefusedWithTheirPlace) {
    const std::string folder = source_folder() + "/config/rules/";
    check(read_all(folder + "masters/british.toml"), [](const std::string& text) { return read_masters(text, "file.toml"); }, "masters");
    check(read_all(folder + "swimming/times.toml"), [](const std::string& text) { return read_swimming(text, "file.toml"); }, "swimming");
    check(read_all(folder + "lanes/athletics.toml"), [](const std::string& text) { return read_lane_orders(text, "file.toml"); }, "lanes");
    check(read_all(folder + "records/records.toml"), [](const std::string& text) { return read_records(text, "file.toml"); }, "records");
    check(read_all(folder + "penalties/penalties.toml"), [](const std::string& text) { return read_penalties(text, "file.toml"); }, "penalties");
}

TEST(Garbage, AClientsMessageIsUnderstoodOrRefusedAndNeverMore) {
    const std::string good = R"({"kind":"subscribe","topics":["race/*/board","current/board","log"],"since":"01JDA7:4182","t0":12345})";
    ASSERT_TRUE(parse_client_message(good).has_value());
    auto refused = 0;
    for (unsigned seed = 1; seed <= 20'000; ++seed) {
        std::mt19937 random{seed};
        const auto got = parse_client_message(damaged(good, random, 1 + seed % 5));
        if (got) {
            ASSERT_LE(got->topics.size(), 32u) << "seed " << seed;
        } else {
            ++refused;
            ASSERT_FALSE(got.error().text.empty()) << "seed " << seed;
        }
    }
    EXPECT_GT(refused, 5000);
    for (const auto* nonsense : {"", "null", "[]", "\"kind\"", "{\"kind\":7}", "{\"kind\":\"subscribe\",\"topics\":\"all\"}", "{\"kind\":\"subscribe\",\"topics\":[[]]}"})
        EXPECT_FALSE(parse_client_message(nonsense).has_value()) << nonsense;
}

}  // namespace garbage_test
}  // namespace bowball::formats
