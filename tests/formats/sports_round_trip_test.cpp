// The tables of the sports stand in journals too: what is written is read back the same.
#include <gtest/gtest.h>

#include "formats/masters_file.hpp"
#include "formats/masters_words.hpp"
#include "formats/progression_file.hpp"
#include "formats/progression_words.hpp"
#include "formats/record_file.hpp"
#include "formats/swimming_file.hpp"
#include "formats/swimming_words.hpp"
// The archive comes after the words.
#include "folders.hpp"
#include "formats/archive.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"
#include "rules/masters_fields.hpp"
#include "rules/progression_fields.hpp"
#include "rules/penalty_fields.hpp"
#include "rules/record_fields.hpp"
#include "rules/swimming_fields.hpp"

namespace bowball::formats {
namespace sports_round_trip_test {

template <class T>
void expect_round_trip(T thing) {
    JsonWriter out;
    WriteArchive{out, nanoseconds}.put(thing);
    const auto document = parse_json(out.text(), 1'000'000);
    ASSERT_TRUE(document.has_value()) << document.error().text;
    const ReadRules reading;
    const auto back = read_struct<T>(JsonNode{document->root, ""}, reading);
    ASSERT_TRUE(back.has_value()) << thing.id << ": " << back.error().text;
    EXPECT_EQ(*back, thing) << thing.id;
}

TEST(SportsRoundTrip, EveryShippedTableComesBackFromItsJson) {
    const std::string folder = source_folder() + "/config/rules/";
    for (const auto& one : load_progressions(folder + "progression").value()) expect_round_trip(one);
    for (const auto& one : load_masters(folder + "masters").value()) expect_round_trip(one);
    for (const auto& one : load_records(folder + "records").value()) expect_round_trip(one);
    for (const auto& one : load_penalties(folder + "penalties").value()) expect_round_trip(one);
    const auto swimming = load_swimming(folder + "swimming").value();
    for (const auto& one : swimming.times) expect_round_trip(one);
    for (const auto& one : swimming.relays) expect_round_trip(one);
}

}  // namespace sports_round_trip_test
}  // namespace bowball::formats
