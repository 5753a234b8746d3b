// Imported photo-finish pictures on the console: what was read where, which reading counts, and how the picture is asked for.
#include "views/photo_picture.hpp"

#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/projection.hpp"

namespace bowball::views {
namespace photo_picture_test {

using namespace engine;

RawResult picture_file() {
    RawResult result;
    result.key = "1-1-1";
    result.document = "finish_1.png";
    result.resolution = 333'334ns;
    result.picture = {sha256("the file"), 6000, 1280, 398s, 3000};
    for (const auto& [number, column] : std::initializer_list<std::pair<std::uint32_t, std::uint32_t>>{{2, 4112}, {4, 1}}) {
        RawResultRow row;
        row.lane = number;
        row.column = column;
        row.time = 398s + Duration{column * 1'000'000'000LL / 3000};
        result.rows.push_back(row);
    }
    return result;
}

ConsoleView console_of(const World& world) {
    Projection projection;
    for (const auto& one : projection.all(world.state)) {
        if (const auto* view = std::get_if<ConsoleView>(&one.view)) return *view;
    }
    return {};
}

TEST(ConsolePictures, SayWhatWasReadWhereAndWhatCounts) {
    auto world = World{}.arm().start(60s).finish_all(460s);
    world.give(ReportResult{picture_file()});
    world.give(ReadPhoto{the_race, "typed", 1ms, {{lane(4), 1, 398s + 2ms, ResultStatus::none, {}}}});
    const auto view = console_of(world);
    ASSERT_EQ(view.pictures.size(), 1u);
    const auto& picture = view.pictures[0];
    EXPECT_EQ(picture.run, 1);
    EXPECT_EQ(picture.document, "finish_1.png");
    EXPECT_EQ(picture.sha256, to_hex(sha256("the file")));
    EXPECT_EQ(picture.url, "/api/v1/pictures/" + picture.sha256);
    EXPECT_EQ(picture.width, 6000u);
    EXPECT_EQ(picture.height, 1280u);
    EXPECT_EQ(picture.column_0_us, 398'000'000);
    EXPECT_EQ(picture.lines_per_s, 3000u);
    ASSERT_EQ(picture.lanes.size(), 2u);
    EXPECT_EQ(picture.lanes[0].lane, 2);
    EXPECT_EQ(picture.lanes[0].column, 4112u);
    EXPECT_EQ(picture.lanes[0].time_us, 399'370'666);
    EXPECT_EQ(picture.lanes[0].text, "6:39.370");
    EXPECT_EQ(picture.lanes[0].resolution_ns, 333'334);
    EXPECT_TRUE(picture.lanes[0].counts);
    EXPECT_FALSE(picture.lanes[1].counts) << "a judge has read lane 4 since";
}

TEST(ConsolePictures, OfARunThatIsOverCountNoMore) {
    auto world = World{}.arm().start(60s).finish_all(460s);
    world.give(ReportResult{picture_file()}).give(OrderRerow{the_race, {}}, "washed down").wait_until(900s).give(ArmRace{the_race});
    const auto view = console_of(world);
    ASSERT_EQ(view.pictures.size(), 1u);
    EXPECT_EQ(view.pictures[0].run, 1);
    for (const auto& one : view.pictures[0].lanes) EXPECT_FALSE(one.counts);
}

TEST(ConsolePictures, AreFoundByTheirDigestAlone) {
    auto world = World{}.arm().start(60s).finish_all(460s);
    world.give(ReportResult{picture_file()});
    EXPECT_EQ(project_picture_file(world.state, sha256("the file")), "finish_1.png");
    EXPECT_FALSE(project_picture_file(world.state, sha256("another")));
    EXPECT_FALSE(project_picture_file(world.state, Digest{}));
}

}  // namespace photo_picture_test
}  // namespace bowball::views
