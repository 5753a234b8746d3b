// The sender in C and the driver in C++ over a network that loses, doubles and delays, with time in our hands: minutes pass
// in milliseconds, and a seed gives the same run again.
#include "sender.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "blake2b.h"
#include "capture/driver.hpp"
#include "clock/clock_model.hpp"
#include "core/digest.hpp"

namespace bowball::capture {
namespace sender_test {

Digest a_key(std::uint8_t first = 1) {
    Digest key;
    for (auto& byte : key.bytes) byte = first++;
    return key;
}

TEST(Blake2b, IsTheOneOfLibsodium) {
    std::mt19937 random{3};
    for (std::size_t size = 0; size < 600; ++size) {
        std::string text(size, ' ');
        for (auto& byte : text) byte = static_cast<char>(random());
        Digest key;
        for (auto& byte : key.bytes) byte = static_cast<std::uint8_t>(random());
        Seal seal{};
        bwsn_blake2b(seal.data(), seal.size(), key.bytes.data(), key.bytes.size(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
        ASSERT_EQ(seal, keyed_digest(key, text)) << size << " bytes";
    }
}

// RFC 7693, appendix A.
TEST(Blake2b, IsTheOneOfTheStandard) {
    std::uint8_t digest[64];
    bwsn_blake2b(digest, sizeof digest, nullptr, 0, reinterpret_cast<const std::uint8_t*>("abc"), 3);
    EXPECT_EQ(digest[0], 0xBA);
    EXPECT_EQ(digest[1], 0x80);
    EXPECT_EQ(digest[2], 0xA5);
    EXPECT_EQ(digest[63], 0x23);
}

struct Weather {
    unsigned loss_percent = 0;
    unsigned double_percent = 0;
    Duration longest_delay = 1ms;
};

/// One sensor, one driver, and the air between. True time is the host's.
class Air final : public DriverOutput {
public:
    Air(unsigned seed, Weather weather, std::int64_t ppm = 0) : random(seed), weather_(weather), ppm_(ppm) {
        start_sensor(0x1111);
        start_server();
    }
    ~Air() override = default;
    Air(const Air&) = delete;
    Air& operator=(const Air&) = delete;

    void start_sensor(std::uint64_t boot) {
        booted_ = now;
        const bwsn_platform platform{[](void* self) { return static_cast<Air*>(self)->sensors_clock(); },
                                     [](void* self, std::uint8_t* bytes, std::size_t size, std::uint64_t* at) { return static_cast<Air*>(self)->receive(bytes, size, at); },
                                     [](void* self, const std::uint8_t* bytes, std::size_t size) { static_cast<Air*>(self)->carry(bytes, size, true); }, this};
        bwsn_begin(&sensor, platform, 1, a_key().bytes.data(), boot);
        bwsn_status(&sensor, 3920, -61, 215);
    }
    void start_server() {
        const auto* spec = *std::ranges::find(all_drivers(), "net_sensor", &DriverSpec::name);
        driver = std::move(*spec->make({{"key", to_hex(a_key())}, {"device", "1"}, {"proof", "asked"}, {"battery_low_mv", "3500"}, {"signal_low_dbm", "-80"}, {"everybodys_key", "refused"}}));
        marks_due_.clear();
        driver->on_open(now, *this);
        next_tick_ = now;
    }
    void edge() {
        happened.push_back(now);
        bwsn_impulse(&sensor, 1, 0, sensors_clock(), 1000);
    }
    /// One millisecond.
    void step() {
        now += 1ms;
        deliver(to_server_, [this](const std::string& bytes, HostTime at) { if (is_server_up) driver->on_bytes({reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()}, at, *this); });
        bwsn_poll(&sensor);
        if (!is_server_up) return;
        while (is_recording && !marks_due_.empty() && marks_due_.begin()->second <= now) {
            const auto mark = marks_due_.begin()->first;
            marks_due_.erase(marks_due_.begin());
            driver->on_committed(mark, now, *this);
        }
        if (now >= next_tick_) {
            next_tick_ = now + 100ms;
            driver->on_tick(now, *this);
        }
    }
    void pass(Duration span) {
        for (const auto end = now + span; now < end;) step();
    }
    [[nodiscard]] HostTime truth(std::uint32_t number) const { return happened.at(number - 1); }

    void impulse(RawImpulse impulse) override { reports.push_back(std::move(impulse)); }
    void trace(RawTrace trace) override { traces.push_back(std::move(trace)); }
    void clock_sample(ClockSample sample) override { model.add(sample); }
    void clock_restarted(std::string) override { ++restarts; }
    void impulses_missed(std::uint32_t count, std::string) override { missed += count; }
    void result(RawResult) override {}
    void alive() override { ++alives; }
    void skipped(std::size_t, std::string why) override { complaints.push_back(std::move(why)); }
    void send(std::string_view bytes) override { carry(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), false); }
    std::uint64_t mark() override {
        marks_due_[++marks_] = now + 5ms;
        return marks_;
    }

    bwsn_sensor sensor{};
    std::unique_ptr<Driver> driver;
    bool is_server_up = true;
    bool is_recording = true;   ///< the journal takes what is reported
    HostTime now{1000s};
    std::mt19937 random;
    clock::ClockModel model;
    std::vector<HostTime> happened;
    std::vector<RawImpulse> reports;
    std::vector<RawTrace> traces;
    std::vector<std::string> complaints;
    int restarts = 0;
    std::size_t alives = 0;
    std::uint32_t missed = 0;

private:
    using Way = std::multimap<HostTime, std::string>;

    [[nodiscard]] std::uint64_t sensors_clock() const {
        const auto since = (now - booted_).count();
        return static_cast<std::uint64_t>(7'000'000'000 + since + since * ppm_ / 1'000'000);
    }
    bool chance(unsigned percent) { return random() % 100 < percent; }
    void carry(const std::uint8_t* bytes, std::size_t size, bool up) {
        if (chance(weather_.loss_percent)) return;
        auto& way = up ? to_server_ : to_sensor_;
        for (int i = chance(weather_.double_percent) ? 2 : 1; i > 0; --i)
            way.emplace(now + 100us + Duration{static_cast<std::int64_t>(random() % static_cast<unsigned>(weather_.longest_delay / 1us))} * 1000, std::string(reinterpret_cast<const char*>(bytes), size));
    }
    template <class Take>
    void deliver(Way& way, Take take) {
        while (!way.empty() && way.begin()->first <= now) {
            const auto [at, bytes] = *way.begin();
            way.erase(way.begin());
            take(bytes, at);
        }
    }
    std::size_t receive(std::uint8_t* bytes, std::size_t size, std::uint64_t* at) {
        if (to_sensor_.empty() || to_sensor_.begin()->first > now) return 0;
        const auto datagram = to_sensor_.begin()->second;
        to_sensor_.erase(to_sensor_.begin());
        *at = sensors_clock();
        const auto count = std::min(size, datagram.size());
        std::copy_n(datagram.data(), count, bytes);
        return count;
    }

    Weather weather_;
    std::int64_t ppm_;
    HostTime booted_;
    HostTime next_tick_;
    Way to_server_;
    Way to_sensor_;
    std::map<std::uint64_t, HostTime> marks_due_;
    std::uint64_t marks_ = 0;
};

/// How often each stamp was reported as seen, or else for the first time.
std::map<DeviceTime, int> distinct(const std::vector<RawImpulse>& reports) {
    std::map<DeviceTime, int> all;
    for (const auto& one : reports) all[*one.ticks] += one.change == Change::seen ? 1 : 0;
    return all;
}

TEST(Sender, InGoodWeatherEachImpulseIsReportedOnceWithinMilliseconds) {
    Air air{1, {}};
    air.pass(2s);
    for (int i = 0; i < 100; ++i) {
        air.edge();
        air.pass(3ms);
        EXPECT_EQ(air.reports.size(), static_cast<std::size_t>(i) + 1);
        air.pass(40ms);
    }
    EXPECT_EQ(bwsn_waiting(&air.sensor), 0u);
    EXPECT_TRUE(air.complaints.empty()) << air.complaints.front();
    EXPECT_EQ(std::ranges::count(air.reports, Change::seen, &RawImpulse::change), 100);
}

TEST(Sender, NothingIsLostAndNothingIsNewTwiceInAnyWeather) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        Air air{seed, {30, 20, 60ms}, seed % 2 == 0 ? 40 : -40};
        air.pass(5s);
        for (int i = 0; i < 200; ++i) {
            air.edge();
            air.pass(Duration{1ms} * (1 + air.random() % 120));
        }
        air.pass(20s);
        EXPECT_EQ(bwsn_waiting(&air.sensor), 0u) << "seed " << seed;
        EXPECT_EQ(air.missed, 0u) << "seed " << seed;
        const auto all = distinct(air.reports);
        EXPECT_EQ(all.size(), 200u) << "seed " << seed;
        for (const auto& [ticks, times] : all) EXPECT_LE(times, 1) << "seed " << seed << ": new twice";
    }
}

TEST(Sender, TheClockIsMappedWithinWhatIsSaid) {
    for (unsigned seed = 1; seed <= 10; ++seed) {
        Air air{seed, {20, 5, 30ms}, static_cast<std::int64_t>(seed) * 9 - 45};
        air.pass(10s);
        auto widest = Duration{};
        for (int i = 0; i < 100; ++i) {
            air.edge();
            air.pass(500ms);
        }
        air.pass(10s);
        for (const auto& one : air.reports) {
            const auto number = static_cast<std::uint32_t>(std::stoul(one.remark.substr(8)));
            const auto mapped = air.model.to_host(*one.ticks, air.now);
            ASSERT_TRUE(mapped.has_value());
            EXPECT_LE(std::chrono::abs(mapped->host - air.truth(number)), mapped->uncertainty) << "seed " << seed << ", impulse " << number;
            widest = std::max(widest, mapped->uncertainty);
        }
        EXPECT_LT(widest, 15ms) << "of delays up to 30 ms";
        EXPECT_EQ(air.model.outliers(), 0u) << "seed " << seed;
    }
}

TEST(Sender, AServerThatIsStartedAnewGetsWhatItMissed) {
    Air air{4, {10, 5, 20ms}};
    air.pass(3s);
    for (int round = 0; round < 4; ++round) {
        for (int i = 0; i < 10; ++i) {
            air.edge();
            air.pass(30ms);
        }
        air.is_server_up = false;
        for (int i = 0; i < 10; ++i) {
            air.edge();
            air.pass(700ms);
        }
        air.is_server_up = true;
        air.start_server();
        air.pass(5s);
    }
    EXPECT_EQ(bwsn_waiting(&air.sensor), 0u);
    EXPECT_EQ(distinct(air.reports).size(), 80u);
    EXPECT_EQ(air.missed, 0u);
    EXPECT_EQ(air.restarts, 0);
}

TEST(Sender, AFullStoreThrowsOutTheOldestAndTheServerIsTold) {
    Air air{5, {20, 5, 20ms}};
    air.pass(3s);
    air.edge();
    air.pass(2s);
    air.is_server_up = false;
    for (unsigned i = 0; i < BWSN_STORE + 44; ++i) {
        air.edge();
        air.pass(10ms);
    }
    air.is_server_up = true;
    air.start_server();
    air.pass(30s);
    EXPECT_EQ(bwsn_waiting(&air.sensor), 0u);
    EXPECT_EQ(air.missed, 44u);
    EXPECT_EQ(distinct(air.reports).size(), BWSN_STORE + 1);
}

TEST(Sender, ARestartOfTheSensorIsSeen) {
    Air air{6, {10, 5, 10ms}};
    air.pass(3s);
    air.edge();
    air.pass(1s);
    air.start_sensor(0x2222);
    air.pass(3s);
    air.edge();
    air.pass(2s);
    EXPECT_EQ(air.restarts, 1);
    EXPECT_EQ(air.reports.size(), 2u);
    EXPECT_EQ(bwsn_waiting(&air.sensor), 0u);
}

/// As a program around the sender keeps it.
struct Waves {
    explicit Waves(std::int16_t first, std::uint16_t count = BWSN_MOST_SAMPLES) : samples(count) {
        for (auto& sample : samples) sample = first++;
        what.channel = 3;
        what.unit[0] = 'N';
        what.scale_micro = -15'000;
        what.ticks_ns = 8'000'000'000 + static_cast<std::uint64_t>(first);
        what.uncertainty_ns = 50'000;
        what.interval_ns = 250'000;
        what.samples = samples.data();
        what.count = count;
    }
    std::vector<std::int16_t> samples;
    bwsn_trace what{};
};

TEST(SenderTrace, ComesWholeOnceInAnyWeather) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        Air air{seed, {30, 20, 60ms}};
        air.pass(5s);
        const Waves one{-3000};
        const Waves two{250, static_cast<std::uint16_t>(1 + seed * 53)};
        EXPECT_EQ(bwsn_send_trace(&air.sensor, &one.what), 1);
        EXPECT_EQ(bwsn_send_trace(&air.sensor, &two.what), 1);
        EXPECT_EQ(bwsn_send_trace(&air.sensor, &two.what), 0) << "two places";
        air.pass(60s);
        EXPECT_EQ(bwsn_traces_waiting(&air.sensor), 0u) << "seed " << seed;
        ASSERT_EQ(air.traces.size(), 2u) << "seed " << seed;
        for (const auto& got : air.traces) {
            const auto& sent = got.waveform.samples.size() == one.samples.size() ? one : two;
            EXPECT_EQ(got.waveform.samples, sent.samples);
            EXPECT_EQ(got.ticks, DeviceTime{Duration{static_cast<std::int64_t>(sent.what.ticks_ns)}});
            EXPECT_EQ(got.waveform.unit, "N");
            EXPECT_EQ(got.waveform.scale_micro, -15'000);
        }
    }
}

TEST(SenderTrace, HoldsUpNoImpulse) {
    Air air{3, {}};
    air.pass(2s);
    const Waves waves{0};
    bwsn_send_trace(&air.sensor, &waves.what);
    air.pass(2ms);
    air.edge();
    air.pass(3ms);
    EXPECT_EQ(air.reports.size(), 1u);
    EXPECT_TRUE(air.traces.empty()) << "it is still under way";
    air.pass(1s);
    EXPECT_EQ(air.traces.size(), 1u);
}

TEST(SenderTrace, AServerThatIsStartedAnewInBetweenGetsAllOfIt) {
    Air air{4, {10, 5, 20ms}};
    air.pass(3s);
    const Waves waves{0};
    bwsn_send_trace(&air.sensor, &waves.what);
    air.pass(6ms);
    air.is_server_up = false;
    air.pass(3s);
    air.is_server_up = true;
    air.start_server();
    air.pass(30s);
    EXPECT_EQ(bwsn_traces_waiting(&air.sensor), 0u);
    ASSERT_EQ(air.traces.size(), 1u);
    EXPECT_EQ(air.traces[0].waveform.samples, waves.samples);
}

TEST(SenderTrace, WaitsForTheJournal) {
    Air air{5, {}};
    air.pass(2s);
    air.is_recording = false;
    const Waves waves{0, 700};
    bwsn_send_trace(&air.sensor, &waves.what);
    air.pass(10s);
    EXPECT_EQ(air.traces.size(), 1u) << "reported, and not again";
    EXPECT_EQ(bwsn_traces_waiting(&air.sensor), 1u);
    air.is_recording = true;
    air.pass(5s);
    EXPECT_EQ(bwsn_traces_waiting(&air.sensor), 0u);
}

TEST(SenderTrace, ThatMakesNoSenseIsNotSentOrIsRefusedAndForgotten) {
    Air air{6, {}};
    air.pass(2s);
    for (int spoil = 0; spoil < 12; ++spoil) {
        Waves waves{0, 10};
        if (spoil == 0) waves.what.count = 0;
        if (spoil == 1) waves.what.count = BWSN_MOST_SAMPLES + 1;
        if (spoil == 2) waves.what.interval_ns = 0;
        if (spoil == 3) waves.what.scale_micro = 0;
        if (spoil == 4) waves.what.unit[0] = 0;
        if (spoil == 5) waves.what.interval_ns = 100'000'001;
        if (spoil == 6) waves.what.scale_micro = 1'000'000'000'001;
        if (spoil == 7) waves.what.scale_micro = -1'000'000'000'001;
        if (spoil == 8) std::ranges::copy(std::string_view{"m s"}, waves.what.unit);
        if (spoil == 9) waves.what.unit[0] = '\xB5';
        if (spoil == 10) std::ranges::copy(std::string_view{"ninefull."}, waves.what.unit);
        if (spoil == 11) waves.what.ticks_ns = std::uint64_t{1} << 63;
        EXPECT_EQ(bwsn_send_trace(&air.sensor, &waves.what), 0) << spoil;
    }
    EXPECT_EQ(bwsn_traces_refused(&air.sensor), 0u);
    Waves changed{0, 700};
    EXPECT_EQ(bwsn_send_trace(&air.sensor, &changed.what), 1);
    bwsn_poll(&air.sensor);
    air.sensor.traces[0].trace.channel = 9;   // its second piece contradicts the first
    air.pass(1s);
    EXPECT_EQ(bwsn_traces_waiting(&air.sensor), 0u);
    EXPECT_EQ(bwsn_traces_refused(&air.sensor), 1u) << "and its program can know";
    EXPECT_TRUE(air.traces.empty());
    EXPECT_EQ(air.complaints.size(), 1u);
    bwsn_send_trace(&air.sensor, &changed.what);
    bwsn_forget_traces(&air.sensor);
    EXPECT_EQ(bwsn_traces_waiting(&air.sensor), 0u);
}

TEST(Sender, ObeysOnlySealedDatagramsOfItsServer) {
    Air air{7, {}};
    air.is_server_up = false;
    air.edge();
    const auto say = [&](std::uint8_t kind, std::uint64_t boot, const Digest& key) {
        std::string ack{"BWSN\x01", 5};
        const auto put = [&](std::uint64_t number, int size) { for (; size > 0; --size, number >>= 8) ack += static_cast<char>(number); };
        put(kind, 1), put(52, 2), put(1, 4), put(boot, 8), put(1, 8), put(1, 4), put(0, 4);
        for (const auto byte : keyed_digest(key, ack)) ack += static_cast<char>(byte);
        return ack;
    };
    static std::string next;
    air.sensor.platform.receive = [](void*, std::uint8_t* bytes, std::size_t, std::uint64_t* at) {
        *at = 0;
        std::ranges::copy(next, bytes);
        return std::exchange(next, {}).size();
    };
    for (const auto& bad : {say(6, 0x1110, a_key()), say(6, 0x1111, a_key(2)), say(5, 0x1111, a_key()), say(6, 0x1111, a_key()).substr(0, 51), std::string{"BWSN"}}) {
        next = bad;
        bwsn_poll(&air.sensor);
        EXPECT_EQ(bwsn_waiting(&air.sensor), 1u);
    }
    next = say(6, 0x1111, a_key());
    bwsn_poll(&air.sensor);
    EXPECT_EQ(bwsn_waiting(&air.sensor), 0u);
}

}  // namespace sender_test
}  // namespace bowball::capture
