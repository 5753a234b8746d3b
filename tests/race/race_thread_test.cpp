// The thread of the race ends, or meets what it cannot do: what is lost is said, and the rest is done all the same.
#include <fstream>
#include <future>

#include "recording.hpp"

namespace bowball::race {
namespace race_thread_test {

class RaceThread : public Recording {
protected:
    /// By `options`; the race of the fixture gives its journal up.
    std::unique_ptr<RaceLoop> open_loop() {
        race.reset();
        return RaceLoop::open(*journal, io::Clock{}, std::move(options)).value();
    }

    std::vector<std::string> alarms;
    LoopOptions options = [this] {
        LoopOptions made;
        made.publish = [](const Batch&) {};
        made.alarm = [this](const std::string& text) { alarms.push_back(text); };
        return made;
    }();
};

TEST_F(RaceThread, AStopWhileNotRecordedSpillsWhatCouldNotBeWrittenAndSaysSo) {
    const auto loop = open_loop();
    journal->is_broken = true;
    loop->start();
    loop->submit({engine::OpenMeet{"unwritten", "", 2000}, {}, {}});
    loop->stop();
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_NE(alarms[0].find("2 entries from 1 on"), std::string::npos) << alarms[0];
    const auto spilled = file + ".not-recorded-from-1.jsonl";
    EXPECT_NE(alarms[0].find(spilled), std::string::npos) << alarms[0];
    std::ifstream in{spilled};
    std::string line;
    std::getline(in, line);
    EXPECT_NE(line.find("server_started"), std::string::npos);
    std::getline(in, line);
    EXPECT_NE(line.find("unwritten"), std::string::npos);
}

// It was the loop that said that it goes on, while it ended: nobody heard that anything was lost.
TEST_F(RaceThread, AStopThatHasNoMemoryToSpillSaysThatEntriesAreLost) {
    const auto loop = open_loop();
    journal->is_broken = true;
    journal->throws_at_spill = true;
    loop->start();
    loop->stop();
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_TRUE(alarms[0].starts_with("NOT RECORDED: 1 entries from 1 on are LOST: ")) << alarms[0];
}

TEST_F(RaceThread, AStopInWhichAStepThrowsDoesTheOthersAllTheSame) {
    auto ends = false;
    options.publish = [&](const Batch&) {
        if (ends) throw std::bad_alloc{};
    };
    auto memory_comes_after = 1;
    options.alarm = [&](const std::string& text) {
        if (ends && --memory_comes_after > 0) throw std::bad_alloc{};
        alarms.push_back(text);
    };
    const auto loop = open_loop();
    loop->start();
    std::promise<void> is_recorded;
    loop->submit({engine::OpenMeet{"recorded", "", 2000}, {}, [&](const engine::Outcome&) { is_recorded.set_value(); }});
    is_recorded.get_future().wait();
    journal->is_broken = true;
    ends = true;
    loop->submit({engine::OpenMeet{"unwritten", "", 2000}, {}, {}});
    loop->stop();
    ASSERT_EQ(alarms.size(), 2u);
    EXPECT_NE(alarms[0].find("at its end: std::bad_alloc"), std::string::npos) << alarms[0];
    EXPECT_NE(alarms[1].find("1 entries from 3 on"), std::string::npos) << alarms[1];
    EXPECT_NE(alarms[1].find(file + ".not-recorded-from-3.jsonl"), std::string::npos) << alarms[1];
}

TEST_F(RaceThread, AnExceptionOnTheRaceThreadEndsNothing) {
    options.publish = [](const Batch& batch) {
        for (const auto& entry : batch.entries) {
            const auto* opened = std::get_if<engine::MeetOpened>(&entry.event);
            if (opened != nullptr && opened->name == "bad") throw std::runtime_error{"no frame of that"};
        }
    };
    const auto loop = open_loop();
    loop->start();
    std::vector<std::uint64_t> answered;
    for (const auto* name : {"good", "bad", "good again"}) {
        std::promise<void> answer;
        loop->submit({engine::OpenMeet{name, "", 2000}, {}, [&](const engine::Outcome& outcome) {
                          answered.push_back(outcome.value().seq.value());
                          answer.set_value();
                      }});
        ASSERT_EQ(answer.get_future().wait_for(std::chrono::seconds{10}), std::future_status::ready) << name;
    }
    loop->stop();
    EXPECT_EQ(answered, (std::vector<std::uint64_t>{2, 3, 4}));
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_NE(alarms[0].find("no frame of that"), std::string::npos);
    EXPECT_EQ(journal->head().seq, Seq{4});
}

}  // namespace race_thread_test
}  // namespace bowball::race
