#include "capture/capture.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cstring>
#include <future>

#include "io/run_context.hpp"

namespace bowball::capture {

Result<std::unique_ptr<Capture>> Capture::make(CaptureOptions options, const io::Clock& clock, Device::Sink sink, std::shared_ptr<spdlog::logger> log) {
    std::unique_ptr<Capture> capture{new Capture{std::move(options), std::move(log)}};
    if (!capture->options_.record_folder.empty())
        capture->recorder_ = std::make_unique<Recorder>(capture->options_.record_folder, clock, capture->context_, capture->log_,
                                                        [at = capture.get()](const std::string& device, const std::string& trouble) { at->note_recording(device, trouble); });
    capture->sink_ = std::move(sink);
    for (const auto& one : capture->options_.devices) {
        auto device = Device::make(one, capture->context_, clock, [at = capture.get()](Observation observation) { at->sink_(std::move(observation)); }, capture->recorder_.get(), capture->log_);
        if (!device) return device.error();
        capture->devices_.push_back(std::move(*device));
    }
    return capture;
}

Capture::Capture(CaptureOptions options, std::shared_ptr<spdlog::logger> log) : options_(std::move(options)), log_(std::move(log)) {}

Capture::~Capture() { stop(); }

void Capture::start() {
    boost::asio::post(context_, [this] {
        if (!has_start_equipment()) log_->info("no configured device has lights, horn or gates: orders of the start are for people, the signal is what a sensor sees");
        for (auto& device : devices_) device->start();
    });
    thread_ = std::thread{[this] {
        claim_priority();
        run();
    }};
}

/// What nobody expected in one device must not end the others.
void Capture::run() {
    io::run_context(context_, [this](const std::exception& problem) { log_->error("capture: {}. Please report this; it goes on.", problem.what()); });
}

void Capture::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] {
        for (auto& device : devices_) device->stop();
        work_.reset();
        context_.stop();
    });
    thread_.join();
}

void Capture::redirect(Device::Sink sink) {
    if (!thread_.joinable()) return sink_ = std::move(sink), void();
    std::promise<void> done;
    boost::asio::post(context_, [&] {
        sink_ = std::move(sink);
        done.set_value();
    });
    done.get_future().get();
}

bool Capture::has_start_equipment() const {
    return std::ranges::any_of(devices_, [](const auto& device) { return device->has_outputs(); });
}

void Capture::order(OutputOrder order) {
    boost::asio::post(context_, [this, order] {
        // A venue that starts by flag and its own button has none, and was told so when it opened.
        if (!has_start_equipment()) return;
        auto taken = false;
        for (auto& device : devices_) taken = device->order(order) || taken;
        if (!taken) log_->warn("order={} race={}: no device took it. Give the signal by hand, and check the start equipment.", to_string(order.kind), order.race.value());
    });
}

void Capture::committed(DeviceName device, std::uint64_t mark) {
    boost::asio::post(context_, [this, device = std::move(device), mark] {
        if (auto* found = find(device)) found->committed(mark);
    });
}

void Capture::note_recording(const std::string& device, const std::string& trouble) {
    if (auto* found = find(device)) found->note_recording(trouble);
}

Device* Capture::find(const std::string& name) {
    const auto found = std::ranges::find(devices_, name, [](const auto& one) { return one->name(); });
    return found == devices_.end() ? nullptr : found->get();
}

void Capture::claim_priority() {
    if (options_.realtime) {
        const sched_param wanted{.sched_priority = 50};
        if (const auto refused = ::pthread_setschedparam(::pthread_self(), SCHED_FIFO, &wanted); refused != 0)
            say_refused("Real-time priority was refused: " + std::string{std::strerror(refused)} + ". Stamps taken by this computer are less certain under load. Set LimitRTPRIO=50 in the service.");
    }
    if (options_.lock_memory && ::mlockall(MCL_CURRENT | MCL_FUTURE) != 0)
        say_refused("Memory could not be locked: " + std::string{std::strerror(errno)} + ". Set LimitMEMLOCK=infinity in the service.");
}

void Capture::say_refused(const std::string& what) {
    log_->warn("{}", what);
    if (options_.refused) options_.refused(what);
}

}  // namespace bowball::capture
