#include "sensor.hpp"

#include <cstring>

#include "core/digest.hpp"

namespace bowball::simulation {
namespace {

constexpr std::string_view key_of_all = "aa0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff";

}  // namespace

/// The server's end: the driver, and its way to the race.
class Sensor::Port final : public capture::DriverOutput {
public:
    Port(Sensor& sensor, std::function<void(Observation)> observe) : sensor_(sensor), observe_(std::move(observe)) {
        for (const auto* spec : capture::all_drivers()) {
            if (spec->name != "net_sensor") continue;
            capture::Settings settings;
            for (const auto& one : spec->settings) settings.emplace_back(one.key, one.default_value);
            for (auto& [name, value] : settings) {
                if (name == "key") value = key_of_all;
                if (name == "device") value = std::to_string(sensor_.number_);
            }
            driver_ = std::move(*spec->make(settings));
        }
        driver_->on_open(sensor_.world_.host(), *this);
    }
    void hear(const std::string& bytes) { driver_->on_datagram({reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()}, sensor_.world_.host(), *this); }
    void tick() { driver_->on_tick(sensor_.world_.host(), *this); }
    void committed(std::uint64_t mark) { driver_->on_committed(mark, sensor_.world_.host(), *this); }

    void impulse(RawImpulse impulse) override { report(std::move(impulse)); }
    void clock_sample(ClockSample sample) override { report(sample); }
    void clock_restarted(std::string why) override { report(ClockRestarted{std::move(why)}); }
    void impulses_missed(std::uint32_t count, std::string why) override { report(ImpulsesMissed{count, std::move(why)}); }
    void result(RawResult result) override { report(std::move(result)); }
    void alive() override {}
    void skipped(std::size_t, std::string) override {}
    void send(std::string_view bytes) override { sensor_.carry(std::string{bytes}, false); }
    std::uint64_t mark() override {
        report(CommitMark{++marks_});
        return marks_;
    }

private:
    void report(Report report) { observe_({sensor_.name_, sensor_.world_.host(), std::move(report)}); }
    Sensor& sensor_;
    std::function<void(Observation)> observe_;
    std::unique_ptr<capture::Driver> driver_;
    std::uint64_t marks_ = 0;
};

Sensor::Sensor(World& world, DeviceName name, std::uint32_t number, std::int64_t ppb)
    : world_(world), name_(std::move(name)), number_(number), ppb_(ppb), booted_(world.now - world.dice.between(10s, 1h)) {
    begin_boot();
}

Sensor::~Sensor() = default;

void Sensor::begin_boot() {
    ++boots_;
    bwsn_platform platform{};
    platform.user = this;
    platform.now_ns = [](void* user) { return static_cast<Sensor*>(user)->ticks(); };
    platform.receive = [](void* user, std::uint8_t* bytes, std::size_t size, std::uint64_t* at_ns) -> std::size_t {
        auto& self = *static_cast<Sensor*>(user);
        if (self.inbox_.empty()) return 0;
        const auto datagram = std::move(self.inbox_.front());
        self.inbox_.pop_front();
        const auto count = std::min(size, datagram.size());
        std::memcpy(bytes, datagram.data(), count);
        *at_ns = self.ticks();
        return count;
    };
    platform.send = [](void* user, const std::uint8_t* bytes, std::size_t size) {
        static_cast<Sensor*>(user)->carry({reinterpret_cast<const char*>(bytes), size}, true);
    };
    const auto key = parse_digest(key_of_all).value();
    bwsn_begin(&sender_, platform, number_, key.bytes.data(), world_.dice.next());
}

void Sensor::reboot() {
    if (is_deaf()) return;
    ++world_.tally.reboots;
    // Numbered from 1 in each boot: what was acknowledged is in the journal, of the others nobody knows.
    for (auto i = first_of_boot_ + sender_.acked; i < contacts_.size(); ++i) {
        contacts_[i].may_be_lost = true;
        ++world_.tally.contacts_lost;
    }
    first_of_boot_ = contacts_.size();
    inbox_.clear();
    booted_ = world_.now + world_.dice.between(1s, 4s);
    begin_boot();
}

std::uint64_t Sensor::ticks() const {
    const auto span = world_.now - booted_;
    return static_cast<std::uint64_t>((span + span / 1000 * ppb_ / 1'000'000).count());
}

void Sensor::edge(std::uint8_t channel) {
    if (is_deaf()) return;
    const auto at = ticks();
    // What the input does before the stamp is taken: within what the sensor says of it.
    const auto late = static_cast<std::uint64_t>(world_.dice.below(15'000));
    contacts_.push_back({channel, at + late, world_.now + Duration{late}, false});
    bwsn_impulse(&sender_, channel, 0, at + late, 20'000);
}

void Sensor::tick() {
    if (world_.chance.next() % 1000 < world_.hazards.network_out) out_until_ = world_.now + world_.chance.between(500ms, 10s);
    if (!is_deaf()) bwsn_poll(&sender_);
    if (port_) port_->tick();
}

void Sensor::begin_server(std::function<void(Observation)> observe) { port_ = std::make_unique<Port>(*this, std::move(observe)); }
void Sensor::end_server() { port_.reset(); }
void Sensor::committed(std::uint64_t mark) {
    if (port_) port_->committed(mark);
}

void Sensor::carry(std::string bytes, bool to_server) {
    auto& world = world_;
    ++world.tally.datagrams;
    if (world.now < out_until_ || world.chance.chance(world.hazards.lost_datagrams)) {
        ++world.tally.lost_datagrams;
        return;
    }
    const auto is_double = world.chance.chance(world.hazards.doubled_datagrams);
    if (is_double) ++world.tally.doubled_datagrams;
    for (auto left = is_double ? 2 : 1; left > 0; --left) {
        auto delay = world.chance.between(500us, 6ms);
        if (world.chance.chance(world.hazards.late_datagrams)) {
            delay += world.chance.between(10ms, 1500ms);
            ++world.tally.late_datagrams;
        }
        world.after(delay, [this, bytes, to_server] { arrive(bytes, to_server); });
    }
}

void Sensor::arrive(const std::string& bytes, bool to_server) {
    if (to_server) {
        if (port_) port_->hear(bytes);
        return;
    }
    if (is_deaf()) return;
    inbox_.push_back(bytes);
    bwsn_poll(&sender_);
}

}  // namespace bowball::simulation
