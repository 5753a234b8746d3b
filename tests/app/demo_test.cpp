// The demo beside people: the real server, boats and boxes of the course, and an official who takes a race in hand.
#include <spdlog/sinks/null_sink.h>
#include <unistd.h>

#include <filesystem>
#include <gtest/gtest.h>
#include <mutex>
#include <thread>

#include "app.hpp"
#include "demo/regatta.hpp"
#include "folders.hpp"
#include "formats/programme.hpp"

namespace bowball {
namespace demo_test {

namespace fs = std::filesystem;
constexpr auto speed = 200;

/// What the journal holds, for a test that waits for it on another thread.
class Seen {
public:
    void take(const race::Batch& batch) {
        const std::lock_guard lock{mutex_};
        entries_.insert(entries_.end(), batch.entries.begin(), batch.entries.end());
    }
    [[nodiscard]] std::vector<engine::Entry> all() {
        const std::lock_guard lock{mutex_};
        return entries_;
    }

private:
    std::mutex mutex_;
    std::vector<engine::Entry> entries_;
};

bool is_of_the_demo(const engine::Entry& entry) { return entry.origin.actor.name.starts_with("Demo "); }

class Demo : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-demo-test-" + std::to_string(::getpid()));
        const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
        AppOptions options;
        options.speed = speed;
        options.simulated = true;
        options.keep_nothing = true;
        options.config.server.port = 0;
        options.config.server.tls = false;
        options.config.server.data_dir = (folder / "data").string();
        options.config.meet.rules = source_folder() + "/config/rules";
        options.config.meet.programme = source_folder() + "/config/demo/regatta.toml";
        const auto programme = formats::load_programme(options.config.meet.programme, io::Clock{speed}.wall()).value();
        regatta = demo::Regatta::make(programme, (folder / "camera").string(), io::Clock{speed}, log).value();
        regatta->wire(options.config);
        options.witness = [this](const race::Batch& batch) {
            regatta->witness(batch.entries, batch.views);
            seen.take(batch);
        };
        app = App::make(std::move(options), log).value();
        app->start();
    }
    void TearDown() override {
        regatta->stop();
        app->stop();
        fs::remove_all(folder);
    }
    void open() {
        regatta->start([this](engine::Command command, engine::Origin origin, std::function<void(engine::Outcome)> reply) {
            app->submit(std::move(command), std::move(origin), std::move(reply));
        });
    }
    void give(engine::Command command, std::string reason = {}) { app->submit(std::move(command), {{"Ada", Role::admin}, "ada-" + std::to_string(++orders), std::move(reason)}, {}); }
    /// Index of the first entry from `from` on that is as wanted; npos after a minute.
    std::size_t wait_for(const std::function<bool(const engine::Entry&)>& is_wanted, std::size_t from = 0) {
        for (auto turn = 0; turn < 6000; ++turn) {
            const auto entries = seen.all();
            for (auto i = from; i < entries.size(); ++i) {
                if (is_wanted(entries[i])) return i;
            }
            std::this_thread::sleep_for(10ms);
        }
        return npos;
    }
    template <typename Event>
    std::size_t wait_for_event(RaceId race, std::size_t from = 0) {
        return wait_for([race](const engine::Entry& entry) {
            const auto* event = std::get_if<Event>(&entry.event);
            return event != nullptr && event->race == race;
        }, from);
    }
    std::size_t wait_for_finishes(std::size_t count, std::size_t from) {
        std::size_t come = 0;
        std::size_t next = from;
        auto found = npos;
        while (come < count) {
            found = wait_for([](const engine::Entry& entry) {
                const auto* impulse = std::get_if<engine::ImpulseSeen>(&entry.event);
                return impulse != nullptr && impulse->impulse.point.kind == PointKind::finish;
            }, next);
            if (found == npos) return npos;
            next = found + 1;
            ++come;
        }
        return found;
    }
    /// Orders of the demo's officials among the entries between the two.
    std::size_t demo_orders(std::size_t from, std::size_t to) {
        const auto entries = seen.all();
        return static_cast<std::size_t>(std::count_if(entries.begin() + static_cast<std::ptrdiff_t>(from), entries.begin() + static_cast<std::ptrdiff_t>(to), is_of_the_demo));
    }

    static constexpr auto npos = std::string::npos;
    fs::path folder;
    Seen seen;
    std::unique_ptr<demo::Regatta> regatta;
    std::unique_ptr<App> app;
    int orders = 0;
};

TEST_F(Demo, LeavesARaceToWhoeverGivesAnOrderForItUntilItIsOfficial) {
    constexpr RaceId race{1};
    open();
    ASSERT_NE(wait_for_event<engine::RaceCalled>(race), npos);
    give(engine::ArmRace{race});
    const auto armed = wait_for_event<engine::RaceArmed>(race);
    ASSERT_NE(armed, npos);
    std::this_thread::sleep_for(500ms);   // of this watch: the demo's starter gives attention within 0.15 s
    give(engine::GiveAttention{race});
    give(engine::OrderStart{race});
    ASSERT_NE(wait_for_finishes(6, armed), npos) << "the boats row for whoever starts them";
    std::this_thread::sleep_for(500ms);   // its judge publishes within 0.12 s
    give(engine::PublishResult{race});
    give(engine::ConfirmResult{race, true}, "looked at");
    const auto official = wait_for_event<engine::ResultConfirmed>(race, armed);
    ASSERT_NE(official, npos);
    EXPECT_EQ(demo_orders(armed, official + 1), 0U);
    const auto next = wait_for_event<engine::RaceCalled>(RaceId{2}, official);
    ASSERT_NE(next, npos) << "then the demo goes on";
    EXPECT_TRUE(is_of_the_demo(seen.all()[next]));
}

TEST_F(Demo, LeavesTheWaterToAnotherRaceThatSomebodyCalls) {
    open();
    const auto on = wait_for_event<engine::RaceArmed>(RaceId{1});
    ASSERT_NE(on, npos);
    give(engine::AbandonRace{RaceId{1}}, "room for another");
    give(engine::CallRace{RaceId{5}});
    const auto called = wait_for_event<engine::RaceCalled>(RaceId{5});
    ASSERT_NE(called, npos);
    std::this_thread::sleep_for(1s);      // it would call race 2 within 0.15 s
    EXPECT_EQ(demo_orders(called, seen.all().size()), 0U);
}

TEST_F(Demo, GoesOnWhereNobodyDoesAnythingForTheTimeThatItWaits) {
    regatta->wait_for_people(200ms);
    open();
    ASSERT_NE(wait_for_event<engine::RaceCalled>(RaceId{1}), npos);
    give(engine::CallRace{RaceId{1}});
    const auto armed = wait_for_event<engine::RaceArmed>(RaceId{1});
    ASSERT_NE(armed, npos);
    EXPECT_TRUE(is_of_the_demo(seen.all()[armed]));
}

TEST_F(Demo, MakesNoResultOfficialThatHasWarnings) {
    constexpr RaceId race{1};
    regatta->wait_for_people(200ms);
    open();
    const auto finish = [&] {
        const auto armed = wait_for_event<engine::RaceArmed>(race);
        return armed == npos ? npos : wait_for_finishes(6, armed);
    }();
    ASSERT_NE(finish, npos);
    const auto last = std::get<engine::ImpulseSeen>(seen.all()[finish].event).impulse.stamp.at;
    // Somebody has to say whose that crossing was, or that it was none.
    give(engine::AddImpulse{race, {PointKind::finish, 0}, {}, last + 3s}, "a boat without a number");
    const auto published = wait_for_event<engine::ResultPublished>(race, finish);
    ASSERT_NE(published, npos);
    const auto next = wait_for_event<engine::RaceCalled>(RaceId{2}, published);
    ASSERT_NE(next, npos) << "it leaves the result, and goes on";
    for (const auto& entry : seen.all()) EXPECT_FALSE(std::holds_alternative<engine::ResultConfirmed>(entry.event));
}

}  // namespace demo_test
}  // namespace bowball
