// Timers that speak only when something is stamped are asked whether they are still there: when, how often, and what follows.
#include <gtest/gtest.h>

#include "recording.hpp"

namespace bowball::capture {
namespace questions_test {

/// A driver, and a clock that ticks for it.
struct Bench {
    Bench(std::string_view name, const Settings& chosen) : driver(make_driver(name, chosen)) { driver->on_open(HostTime{}, got); }

    void hear(std::string_view text) { driver->on_bytes(as_bytes(text), now, got); }
    /// What is sent meanwhile.
    std::string wait(Duration span) {
        got.sent.clear();
        for (const auto end = now + span; now < end;) {
            now += 100ms;
            driver->on_tick(now, got);
        }
        return got.sent;
    }

    std::unique_ptr<Driver> driver;
    Collector got;
    HostTime now{};
};

struct Timer {
    std::string_view driver;
    Settings settings;
    std::string question;
    std::string answer;
    std::string line;
};

const std::vector<Timer>& timers() {
    static const std::vector<Timer> all{
        {"alge_timy", {{"commands", "PRE4"}}, "NSF?\r", "NSF V 19.82\r", " 0002 C1  09:17:29.8320 00\r"},
        {"tag_heuer", {}, "#ID\t008D\r\n", "ID 01904\t01AB\r\n", "TN    2    2 M1 19:30:58.41200  6994\t06B3\r\n"},
    };
    return all;
}

TEST(Questions, ATimerThatAnswersIsAskedWheneverItIsQuietAndItsSilenceIsJudged) {
    for (const auto& timer : timers()) {
        Bench bench{timer.driver, timer.settings};
        EXPECT_EQ(bench.wait(9s), "") << timer.driver;
        EXPECT_EQ(bench.wait(1s), timer.question) << timer.driver;
        EXPECT_EQ(bench.got.silence, 0ns) << "nobody knows yet whether it answers";
        bench.hear(timer.answer);
        EXPECT_EQ(bench.got.silence, 25s) << timer.driver;
        EXPECT_EQ(bench.got.alives, 1u) << timer.driver;
        EXPECT_TRUE(bench.got.complaints.empty()) << bench.got.complaints.front();
        EXPECT_EQ(bench.wait(60s), timer.question + timer.question + timer.question + timer.question + timer.question + timer.question) << timer.driver << ": one that was unplugged is waited for";
    }
}

// An answer may be cut into a line: user-pains 5.
TEST(Questions, NothingIsAskedWhileLinesCome) {
    for (const auto& timer : timers()) {
        Bench bench{timer.driver, timer.settings};
        for (int i = 0; i < 20; ++i) {
            bench.hear(timer.line);
            EXPECT_EQ(bench.wait(9s), "") << timer.driver;
        }
        bench.hear(timer.line.substr(0, 8));
        EXPECT_EQ(bench.wait(9s), "") << timer.driver << ": half a line is no quiet either";
    }
}

TEST(Questions, ATimerThatNeverAnswersIsLeftAlone) {
    for (const auto& timer : timers()) {
        Bench bench{timer.driver, timer.settings};
        EXPECT_EQ(bench.wait(1h), timer.question + timer.question + timer.question) << timer.driver;
        EXPECT_EQ(bench.got.silence, 0ns) << timer.driver << ": it speaks only when something happens";
    }
}

TEST(Questions, NothingIsAskedOfATimerThatIsToBeLeftAlone) {
    EXPECT_EQ((Bench{"alge_timy", {}}.wait(1h)), "") << "it was given no commands: it may not listen";
    EXPECT_EQ((Bench{"alge_timy", {{"commands", "PRE4"}, {"ask", "never"}}}.wait(1h)), "");
    EXPECT_EQ((Bench{"tag_heuer", {{"ask", "never"}}}.wait(1h)), "");
    EXPECT_EQ((Bench{"tag_heuer", {{"format", "cp520"}}}.wait(1h)), "");
    EXPECT_EQ((Bench{"microgate_v1", {}}.wait(1h)), "");
}

TEST(Questions, TheirAnswersChangeNothingThatARecordingSays) {
    for (const auto& timer : timers()) {
        const auto bytes = stream_of(recording_of(timer.driver));
        Bench asked{timer.driver, timer.settings};
        Bench alone{timer.driver, timer.settings};
        for (const auto byte : bytes) {
            asked.hear({&byte, 1});
            alone.hear({&byte, 1});
            if (byte == '\r' || byte == '\n') asked.hear(timer.answer);
        }
        EXPECT_EQ(asked.got.impulses, alone.got.impulses) << timer.driver;
        EXPECT_EQ(asked.got.skipped_bytes, alone.got.skipped_bytes) << timer.driver;
    }
}

}  // namespace questions_test
}  // namespace bowball::capture
