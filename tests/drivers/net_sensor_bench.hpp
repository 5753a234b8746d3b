// A sensor of the open protocol as its side is written, and the driver that it speaks to: for tests of net_sensor.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "collector.hpp"
#include "drivers/net_sensor_datagram.hpp"

namespace bowball::capture::net_sensor {

inline const auto a_key = parse_digest("aa0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff").value();

template <class... Numbers>
std::string bytes_of(Numbers... numbers) {
    std::string bytes;
    (append(bytes, numbers), ...);
    return bytes;
}

/// A sensor as its side of the protocol is written, and the server that it speaks to.
class Bench final : public DriverOutput {
public:
    explicit Bench(std::vector<std::pair<std::string, std::string>> overrides = {}) : overrides_(std::move(overrides)) { restart_server(); }

    void restart_server() {
        const auto* spec = *std::ranges::find(all_drivers(), "net_sensor", &DriverSpec::name);
        Settings settings{{"key", to_hex(a_key)}, {"device", "1"}, {"proof", "asked"}, {"battery_low_mv", "3500"}, {"signal_low_dbm", "-80"}, {"everybodys_key", "refused"}};
        for (const auto& [key, value] : overrides_) std::ranges::find(settings, key, &std::pair<std::string, std::string>::first)->second = value;
        driver = std::move(*spec->make(settings));
        driver->on_open(now, *this);
        tick();
    }

    std::string made(Kind kind, const std::string& body) { return sealed(a_key, {kind, 1, boot, ++counter}, bytes_of(acked, oldest) + body); }
    std::string hello() { return made(Kind::hello, ""); }
    std::string impulse(std::uint32_t number, std::uint8_t attempt = 0, std::uint64_t ticks_ns = 0) {
        return made(Kind::impulse, bytes_of(number, attempt, std::uint8_t{2}, std::uint8_t{1}, std::uint8_t{0}, ticks_ns == 0 ? number * 1'000'000ULL : ticks_ns, std::uint32_t{20'000}));
    }
    std::string status() { return made(Kind::status, bytes_of(std::uint16_t{3920}, std::int8_t{-67}, std::uint8_t{0}, std::int16_t{-15}, std::uint16_t{0})); }
    std::string answer(std::string_view probe, std::uint64_t received_ns, std::uint64_t sent_ns) {
        return made(Kind::answer, std::string{body_of(probe)} + bytes_of(received_ns, sent_ns));
    }

    void hear(std::string_view datagram) { driver->on_datagram(as_bytes(datagram), now, *this); }
    /// As a stream, cut anywhere; hear() brings whole datagrams.
    void hear_bytes(std::string_view bytes) { driver->on_bytes(as_bytes(bytes), now, *this); }
    void tick(Duration span = 0ns) {
        now += span;
        driver->on_tick(now, *this);
    }
    void commit(std::uint64_t mark) { driver->on_committed(mark, now, *this); }
    void commit_all() {
        for (; committed < marks; ++committed) commit(committed + 1);
    }
    /// The newest datagram of this kind that the server sent.
    [[nodiscard]] std::string newest(Kind kind) const {
        for (auto one = sent.rbegin(); one != sent.rend(); ++one) {
            if (header_of(*one).kind == kind) return *one;
        }
        return {};
    }
    /// As a sensor comes to be heard: hello, probe, answer. 2 ms each way, 1 ms in between.
    void prove() {
        hear(hello());
        const auto probe = newest(Kind::probe);
        ASSERT_FALSE(probe.empty());
        now += 5ms;
        hear(answer(probe, 7'000'000, 8'000'000));
    }
    [[nodiscard]] std::uint32_t acknowledged() const {
        const auto ack = newest(Kind::ack);
        return ack.empty() ? 0 : number_at<std::uint32_t>(body_of(ack), 0);
    }

    void impulse(RawImpulse impulse) override { got.impulse(std::move(impulse)); }
    void trace(RawTrace trace) override { got.trace(std::move(trace)); }
    void clock_sample(ClockSample sample) override { got.clock_sample(sample); }
    void clock_restarted(std::string why) override { got.clock_restarted(std::move(why)); }
    void impulses_missed(std::uint32_t count, std::string why) override { got.impulses_missed(count, std::move(why)); }
    void result(RawResult result) override { got.result(std::move(result)); }
    void alive() override { got.alive(); }
    void skipped(std::size_t bytes, std::string why) override { got.skipped(bytes, std::move(why)); }
    void send(std::string_view bytes) override { sent.emplace_back(bytes); }
    void condition(Condition condition) override { says = std::move(condition.text), is_ailing = condition.ailing; }
    std::uint64_t mark() override { return ++marks; }

    std::unique_ptr<Driver> driver;
    Collector got;
    std::vector<std::string> sent;
    std::string says;
    bool is_ailing = false;
    std::uint64_t marks = 0;
    std::uint64_t committed = 0;
    HostTime now{100s};
    std::uint64_t boot = 0xB007'0000'0000'0001;
    std::uint64_t counter = 0;
    std::uint32_t acked = 0;
    std::uint32_t oldest = 1;

private:
    std::vector<std::pair<std::string, std::string>> overrides_;
};

}  // namespace bowball::capture::net_sensor
