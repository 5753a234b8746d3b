#include "capture/device.hpp"

#include <algorithm>
#include <utility>

#include "core/limits.hpp"

namespace bowball::capture {
namespace {

/// Drivers are ticked, and states judged, this often.
constexpr Duration tick_rhythm = 100ms;
constexpr Duration status_rhythm = 1s;
/// A device that speaks only when something happens can be out of its socket: after so long nobody calls it working.
constexpr Duration quiet_after = 60s;
/// Bytes of which nothing was understood for so long since the link opened are no beginning of a message.
constexpr Duration garbage_after = 10s;

std::string in_seconds(Duration span) { return std::to_string(span / 1s) + " s"; }

}  // namespace

Result<const DriverSpec*> find_driver(std::string_view name) {
    std::string names;
    for (const auto* spec : all_drivers()) {
        if (spec->name == name) return spec;
        names += (names.empty() ? "" : ", ") + std::string{spec->name};
    }
    return Error{errc::not_found, "There is no driver \"" + std::string{name} + "\". There are: " + names + "."};
}

Settings settings_to_play(const DriverSpec& spec) {
    Settings settings;
    for (const auto& one : spec.settings) {
        if (!one.when_played.empty()) settings.emplace_back(one.key, one.when_played);
    }
    return settings;
}

Result<Settings> complete_settings(const DriverSpec& spec, const Settings& overrides) {
    Settings settings;
    for (const auto& one : spec.settings) settings.emplace_back(one.key, one.default_value);
    for (const auto& [key, value] : overrides) {
        const auto found = std::ranges::find(settings, key, [](const auto& one) { return one.first; });
        if (found == settings.end()) return Error{errc::bad_input, "Driver " + std::string{spec.name} + " has no setting \"" + key + "\"."};
        found->second = value;
    }
    return settings;
}

Result<std::unique_ptr<Device>> Device::make(DeviceOptions options, boost::asio::io_context& context, const io::Clock& clock, Sink sink, Recorder* recorder,
                                             std::shared_ptr<spdlog::logger> log) {
    const auto in_device = [&](const Error& error) { return Error{error.code, "Device " + options.name + ": " + error.text}; };
    const auto spec = find_driver(options.driver);
    if (!spec) return in_device(spec.error());
    auto settings = complete_settings(**spec, options.settings);
    if (!settings) return in_device(settings.error());
    if (const auto driver = (*spec)->make(*settings); !driver) return in_device(driver.error());
    auto link = io::parse_link(options.link.empty() ? (*spec)->default_link : std::string_view{options.link});
    if (!link) return in_device(link.error());
    link->digested.assign((*spec)->digested.begin(), (*spec)->digested.end());
    return std::unique_ptr<Device>{new Device{std::move(options), **spec, std::move(*settings), std::move(*link), context, clock, std::move(sink), recorder, std::move(log)}};
}

Device::Device(DeviceOptions options, const DriverSpec& spec, Settings settings, io::LinkSpec link, boost::asio::io_context& context, const io::Clock& clock, Sink sink,
               Recorder* recorder, std::shared_ptr<spdlog::logger> log)
    : options_(std::move(options)), spec_(spec), settings_(std::move(settings)), clock_(clock), sink_(std::move(sink)),
      recorder_(options_.record ? recorder : nullptr), log_(std::move(log)), driver_(std::move(*spec.make(settings_))),
      arrival_(!link.arrival_counts() ? Arrival::ignored : clock.speed() > 1 ? Arrival::blurred : Arrival::counts), link_(io::make_link(link, context, clock, *this)), tick_timer_(context), reopen_timer_(context), reopen_wait_(limits::reopen_first_wait), rhythm_(spec.expected_rhythm) {
    options_.link = link.text;
    status_.gives_start = has_outputs();
}

Device::~Device() { stop(); }

void Device::start() {
    set_state(LinkState::opening, options_.name + " is being opened.");
    link_->open();
    tick();
}

void Device::stop() {
    stopped_ = true;
    link_->close();
    tick_timer_.cancel();
    reopen_timer_.cancel();
}

bool Device::order(const OutputOrder& order) {
    switch (order.kind) {
        // How things shall stand.
        case OutputKind::lights_off: case OutputKind::red_light: case OutputKind::recall: case OutputKind::gates_up: standing_ = order; break;
        // An instant: given later it would be another one.
        case OutputKind::start: standing_.reset(); break;
        case OutputKind::recall_request: break;  // a call to people, beside what stands
    }
    return is_connected() && give(order);
}

bool Device::give(const OutputOrder& order) {
    const auto before = sent_;
    guarded([&] { driver_->on_order(order, forward(clock_.now()), *this); });
    return sent_ != before;
}

/// The kernel's stamp of a datagram may lie before a tick that came while it was waiting. For a driver time never goes back.
HostTime Device::forward(HostTime at) { return newest_ = std::max(newest_, at); }

void Device::committed(std::uint64_t mark) {
    if (is_connected()) guarded([&] { driver_->on_committed(mark, forward(clock_.now()), *this); });
}

bool Device::is_connected() const { return status_.state == LinkState::open || status_.state == LinkState::live || status_.state == LinkState::quiet || status_.state == LinkState::silent; }

void Device::on_open(HostTime at) {
    const auto now = forward(at);
    if (away_from_) note_absence(*std::exchange(away_from_, std::nullopt), now);
    received_ = opened_ = now;
    is_garbled_ = false;
    condition_ = {};
    status_.ailing = false;
    set_state(LinkState::open, options_.name + " is connected. Nothing was received yet.");
    record('*', "open");
    guarded([&] { driver_->on_open(opened_, *this); });
    if (standing_ && is_connected() && give(*standing_)) log_->info("device={} order={} given again after it was away", options_.name, to_string(standing_->kind));
}

void Device::note_bytes(std::span<const std::byte> bytes, HostTime at) {
    received_ = forward(at);
    reopen_wait_ = limits::reopen_first_wait;
    status_.bytes += bytes.size();
    status_changed_ = true;
    record('<', {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void Device::on_bytes(std::span<const std::byte> bytes, HostTime at) {
    note_bytes(bytes, at);
    guarded([&] { driver_->on_bytes(bytes, received_, *this); });
}

void Device::on_datagram(std::span<const std::byte> bytes, HostTime at) {
    note_bytes(bytes, at);
    guarded([&] { driver_->on_datagram(bytes, received_, *this); });
}

void Device::on_file(std::string_view name, std::span<const std::byte> content, HostTime at) {
    received_ = forward(at);
    status_.bytes += content.size();
    status_changed_ = true;
    record('=', io::encode_name(name) + " " + std::string{reinterpret_cast<const char*>(content.data()), content.size()});
    guarded([&] { driver_->on_file(name, content, received_, *this); });
}

void Device::on_head(std::string_view name, const FileHead& file, HostTime at) {
    received_ = forward(at);
    status_.bytes += file.size;
    status_changed_ = true;
    record('#', io::encode_head(name, file));
    guarded([&] { driver_->on_head(name, file, received_, *this); });
}

void Device::on_answer(HostTime at) { answered_ = forward(at); }

void Device::on_trouble(std::string why) { skipped(0, std::move(why)); }

void Device::on_closed(std::string why) {
    record('*', "closed: " + why);
    const auto was_connected = is_connected();
    if (was_connected) away_from_ = std::max(received_, answered_);
    if (status_.state != LinkState::lost) log_->warn("device={} lost: {}", options_.name, why);
    set_state(LinkState::lost, std::move(why));
    // One that answers and hangs up at once is not called four times a second.
    if (was_connected && clock_.now() - opened_ > limits::reopen_longest_wait) reopen_wait_ = limits::reopen_first_wait;
    reopen_timer_.expires_after(reopen_wait_);  // real time: a cable does not know of demos
    reopen_wait_ = std::min(reopen_wait_ * 2, limits::reopen_longest_wait);
    reopen_timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled && !stopped_) link_->open();
    });
}

/// That it was gone shows while it is gone; that it had been gone must show later, when somebody misses a time.
void Device::note_absence(HostTime from, HostTime until) {
    ++status_.absences;
    status_.away_from = from;
    status_.away_until = until;
    log_->warn("device={} is back after {}; what it stamped meanwhile counts if it sends it again", options_.name, in_seconds(until - from));
}

void Device::impulse(RawImpulse impulse) {
    ++status_.impulses;
    status_changed_ = true;
    understood();
    const auto stamped_here = !impulse.ticks && !impulse.host;
    if (stamped_here) impulse.own_uncertainty = std::max(impulse.own_uncertainty, lateness_.most());
    emit(std::move(impulse));
}

void Device::trace(RawTrace trace) {
    understood();
    emit(std::move(trace));
}

void Device::clock_sample(ClockSample sample) { emit(sample); }

void Device::clock_restarted(std::string why) {
    log_->warn("device={} clock restarted: {}", options_.name, why);
    emit(ClockRestarted{std::move(why)});
}

void Device::impulses_missed(std::uint32_t count, std::string why) {
    status_.missed_impulses += count;
    log_->error("device={} lost impulses={}: {}", options_.name, count, why);
    emit(ImpulsesMissed{count, std::move(why)});
}

void Device::result(RawResult result) {
    understood();
    emit(std::move(result));
}

void Device::alive() { understood(); }

void Device::skipped(std::size_t bytes, std::string why) {
    status_.skipped_bytes += bytes;
    if (bytes > 0) skipped_at_ = received_;
    status_.last_complaint = std::move(why);
    status_changed_ = true;
    log_->debug("device={} skipped bytes={}: {}", options_.name, bytes, status_.last_complaint);
}

void Device::send(std::string_view bytes) {
    record('>', bytes);
    ++sent_;
    link_->write(std::string{bytes});
}

void Device::condition(Condition condition) {
    if (condition_ == condition) return;
    condition_ = std::move(condition);
    if (condition_.ailing && !status_.ailing) log_->warn("device={} {}", options_.name, condition_.text);
    status_.ailing = condition_.ailing;
    status_changed_ = true;
    if (status_.state != LinkState::live) return;
    status_.text = working_text();
    status_changed_ = true;
}

std::uint64_t Device::mark() {
    emit(CommitMark{++marks_});
    return marks_;
}

/// A driver that throws is a bug, and no reason to lose the race: it is named and a fresh one takes over.
void Device::guarded(const std::function<void()>& call) {
    try {
        call();
    } catch (const std::exception& problem) {
        const auto is_news = driver_failures_++ % 1000 == 0;
        log_->log(is_news ? spdlog::level::err : spdlog::level::debug, "device={} its driver failed: {}. It was started anew; please report this with the recording.",
                  options_.name, problem.what());
        skipped(0, std::string{"the driver failed: "} + problem.what());
        driver_ = std::move(*spec_.make(settings_));
        rhythm_ = spec_.expected_rhythm;
        emit(ClockRestarted{"the driver was started anew, and may count from another day"});
    }
}

void Device::emit(Report report) { sink_({options_.name, received_, std::move(report), arrival_}); }

void Device::understood() {
    // Fallen silent on a link that never said it was gone: a datagram's, or one whose far end was unplugged.
    if (status_.state == LinkState::silent && status_.last_heard && !std::exchange(is_garbled_, false)) note_absence(std::max(*status_.last_heard, opened_), received_);
    status_.last_heard = received_;
    bytes_when_heard_ = status_.bytes;
    status_changed_ = true;
    if (status_.state != LinkState::live) set_state(LinkState::live, working_text());
}

std::string Device::working_text() const { return options_.name + " is working." + (condition_.text.empty() ? "" : " " + condition_.text); }

void Device::tick() {
    if (stopped_) return;
    const auto now = forward(clock_.now());
    lateness_.note(tick_due_ ? now - *tick_due_ : 0ns);
    if (is_connected()) guarded([&] { driver_->on_tick(now, *this); });
    judge_silence(now);
    if (status_changed_ && now - status_sent_ >= status_rhythm) report_status();
    tick_due_ = clock_.now() + tick_rhythm;
    tick_timer_.expires_after(clock_.real(tick_rhythm));
    tick_timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) tick();
    });
}

void Device::judge_silence(HostTime at) {
    if (rhythm_ == 0ns) return judge_quiet(at);
    const auto heard = std::max(status_.last_heard.value_or(opened_), opened_);  // the time without a cable does not count
    const auto quiet = at - heard;
    const auto expected = status_.state == LinkState::live || status_.state == LinkState::open;
    if (expected && quiet > rhythm_)
        set_state(LinkState::silent, options_.name + ": nothing understood for " + in_seconds(quiet) + ". Check the cable, and that the device is switched on.");
}

/// What is asked again and again, as a folder is, answers. Half a line at the opening is none of its faults: what still comes later is.
void Device::judge_quiet(HostTime at) {
    if (status_.state == LinkState::open && skipped_at_ - opened_ > garbage_after && answered_ < opened_) {
        is_garbled_ = true;
        return set_state(LinkState::silent, options_.name + " sends bytes of which nothing was understood: look at its settings, the baud rate first, and its cable.");
    }
    if (status_.state != LinkState::live || at - std::max(status_.last_heard.value_or(opened_), answered_) <= quiet_after) return;
    const auto told = status_.bytes > bytes_when_heard_ ? " sends bytes of which nothing was understood for a minute: look at its settings and its cable."
                                                       : " speaks only when something happens, and nothing came for a minute: from here nobody can see whether it is still plugged in.";
    set_state(LinkState::quiet, options_.name + told + " Have it stamp something before you rely on it." + (condition_.text.empty() ? "" : " " + condition_.text));
}

void Device::set_state(LinkState state, std::string text) {
    if (status_.state != state) log_->info("device={} state={} {}", options_.name, to_string(state), text);
    status_.state = state;
    status_.text = std::move(text);
    report_status();
}

void Device::report_status() {
    status_changed_ = false;
    status_sent_ = clock_.now();
    sink_({options_.name, status_sent_, status_, arrival_});
}

void Device::note_recording(std::string trouble) {
    status_.recording_trouble = std::move(trouble);
    report_status();
}

void Device::record(char direction, std::string_view bytes) {
    if (recorder_ != nullptr) recorder_->record({options_.name, options_.driver, options_.link}, clock_.now(), direction, std::string{bytes});
}

}  // namespace bowball::capture
