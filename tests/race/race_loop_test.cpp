// The race loop's beginning: how the venue's timeline is tied to this computer's clocks, whatever those say.
#include "race/race_loop.hpp"

#include <gtest/gtest.h>

#include <future>

#include "race/answer.hpp"

namespace bowball::race {
namespace race_loop_test {

LoopOptions quiet() {
    LoopOptions options;
    options.version = "test";
    options.publish = [](const Batch&) {};
    return options;
}

// user-pains 22: no clock battery; the computer believes that it is years ago.
TEST(RaceLoop, Pain22AComputerThatWakesInThePastGoesOnAfterTheNewestEntry) {
    const auto journal = journal::make_memory_journal();
    const io::Clock clock;
    const RaceTime newest{clock.wall().time_since_epoch() + std::chrono::hours{24 * 365 * 20}};
    const engine::Entry entry{Seq{1}, newest, WallTime{}, {}, engine::MeetOpened{"Regatta", "Lake", 2000}};
    ASSERT_TRUE(journal->append(std::span{&entry, 1}).has_value());
    const auto loop = RaceLoop::open(*journal, clock, quiet());
    ASSERT_TRUE(loop.has_value());
    EXPECT_GE((*loop)->anchor().to_race(clock.now()), newest) << "time on the venue's line never goes back";
}

TEST(RaceLoop, AnEmptyJournalBeginsAtTheWallClock) {
    const auto journal = journal::make_memory_journal();
    const io::Clock clock;
    const auto loop = RaceLoop::open(*journal, clock, quiet());
    ASSERT_TRUE(loop.has_value());
    const auto off = (*loop)->anchor().to_race(clock.now()) - RaceTime{clock.wall().time_since_epoch()};
    EXPECT_LT(std::chrono::abs(off), 1min);
}

TEST(RaceLoop, TheHealthViewSaysHowThisComputersClockIs) {
    const auto journal = journal::make_memory_journal();
    std::promise<views::HealthView> first;
    auto options = quiet();
    options.publish = [&, said = false](const Batch& batch) mutable {
        for (const auto& one : batch.views) {
            const auto* health = std::get_if<views::HealthView>(&one.view);
            if (health == nullptr || health->host_clock.state.empty() || std::exchange(said, true)) continue;
            first.set_value(*health);
        }
    };
    const auto loop = RaceLoop::open(*journal, io::Clock{}, std::move(options));
    (*loop)->start();
    auto health = first.get_future();
    ASSERT_EQ(health.wait_for(std::chrono::seconds{20}), std::future_status::ready);
    const auto clock = health.get().host_clock;
    EXPECT_TRUE(clock.state == "synchronised" || clock.state == "free running" || clock.state == "unknown") << clock.state;
    EXPECT_NE(clock.text, "");
    (*loop)->stop();
}

TEST(RaceAnswer, AQuestionThatThrowsIsAnsweredAndItsReasonSaid) {
    std::vector<Result<int>> replies;
    const std::function<void(Result<int>)> reply = [&](Result<int> one) { replies.push_back(std::move(one)); };
    EXPECT_EQ(answer<int>(reply, []() -> Result<int> { throw std::runtime_error{"no memory"}; }), "no memory");
    EXPECT_EQ(answer<int>(reply, [] { return 7; }), "");
    EXPECT_EQ(answer<int>(reply, []() -> Result<int> { return Error{errc::unknown_race, "There is none."}; }), "");
    ASSERT_EQ(replies.size(), 3u) << "each once";
    EXPECT_EQ(replies[0].error().code, errc::io_failed);
    EXPECT_EQ(replies[1].value(), 7);
    EXPECT_EQ(replies[2].error().text, "There is none.");
}

TEST(RaceLoop, QuestionsAreAnsweredByTheRaceAsItStands) {
    const auto journal = journal::make_memory_journal();
    const auto loop = RaceLoop::open(*journal, io::Clock{}, quiet());
    (*loop)->start();
    std::promise<Result<std::optional<views::TraceSamples>>> trace;
    std::promise<Result<std::optional<std::string>>> picture;
    std::promise<Result<views::WhatIfAnswer>> what_if;
    std::promise<Result<engine::EntryPlan>> plan;
    (*loop)->look_at_trace(ImpulseId{1}, [&](auto found) { trace.set_value(std::move(found)); });
    (*loop)->look_for_picture(Digest{}, [&](auto found) { picture.set_value(std::move(found)); });
    (*loop)->ask_what_if(RaceId{1}, {}, [&](auto found) { what_if.set_value(std::move(found)); });
    engine::EntryRow row;
    row.line = 2;
    row.event = "M1x";
    row.name = "Anna";
    (*loop)->plan_entries({row}, [&](auto found) { plan.set_value(std::move(found)); });
    const auto no_trace = trace.get_future().get();
    ASSERT_TRUE(no_trace);
    EXPECT_FALSE(no_trace->has_value());
    const auto no_picture = picture.get_future().get();
    ASSERT_TRUE(no_picture);
    EXPECT_FALSE(no_picture->has_value());
    EXPECT_EQ(what_if.get_future().get().error().code, errc::unknown_race);
    EXPECT_EQ(plan.get_future().get()->added.size(), 1u);
    (*loop)->stop();
}

}  // namespace race_loop_test
}  // namespace bowball::race
