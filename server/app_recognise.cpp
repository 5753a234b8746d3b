#include "app_recognise.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <iostream>
#include <set>
#include <spdlog/logger.h>
#include <tuple>

#include "capture/device.hpp"
#include "io/link.hpp"
#include "io/link_spec.hpp"

namespace bowball {
namespace {

constexpr std::string_view usual_port = "serial:///dev/ttyUSB0";

class Counter final : public capture::DriverOutput {
public:
    explicit Counter(Understanding& into) : into_(into) {}
    void impulse(RawImpulse impulse) override { note(impulse.trust == Trust::good); }
    void trace(RawTrace) override { note(true); }
    void clock_sample(ClockSample) override {}
    void clock_restarted(std::string) override {}
    void impulses_missed(std::uint32_t, std::string) override {}
    void result(RawResult) override { note(true); }
    void alive() override { ++into_.facts; }
    void skipped(std::size_t bytes, std::string) override { into_.skipped += bytes; }
    void send(std::string_view) override {}

private:
    void note(bool is_good) {
        into_.impulses += is_good ? 1 : 0;
        into_.facts += is_good ? 1 : 0;
    }
    Understanding& into_;
};

bool reads_a_line(const capture::DriverSpec& spec) {
    constexpr std::string_view kinds[] = {"serial:", "tcp:", "tcp-listen:", "udp:"};
    return std::ranges::any_of(kinds, [&](std::string_view kind) { return spec.default_link.starts_with(kind); });
}

/// A driver that throws at what is not meant for it understands nothing.
Understanding try_driver(const capture::DriverSpec& spec, const std::vector<io::CapturePiece>& pieces) {
    Understanding made{std::string{spec.name}};
    const auto settings = capture::complete_settings(spec, capture::settings_to_play(spec));
    const auto driver = settings ? spec.make(*settings) : Result<std::unique_ptr<capture::Driver>>{settings.error()};
    if (!driver) return made;
    made.by_opening = !spec.opening.empty() && std::ranges::any_of(pieces, [&](const io::CapturePiece& piece) { return piece.direction == '<' && piece.bytes.starts_with(spec.opening); });
    Counter counter{made};
    try {
        for (const auto& piece : pieces) {
            const HostTime at{piece.since_start};
            const std::span<const std::byte> bytes{reinterpret_cast<const std::byte*>(piece.bytes.data()), piece.bytes.size()};
            if (piece.direction == '*' && piece.bytes == "open") (*driver)->on_open(at, counter);
            if (piece.direction != '<') continue;
            if (spec.default_link.starts_with("udp:")) (*driver)->on_datagram(bytes, at, counter);
            else (*driver)->on_bytes(bytes, at, counter);
        }
    } catch (const std::exception&) {
        return {std::string{spec.name}};
    }
    return made;
}

class Listener final : public io::LinkListener {
public:
    Listener(HostTime began, boost::asio::io_context& context) : began_(began), context_(context) {}
    void on_open(HostTime at) override { pieces.push_back({at - began_, '*', "open"}); }
    void on_bytes(std::span<const std::byte> bytes, HostTime at) override {
        pieces.push_back({at - began_, '<', {reinterpret_cast<const char*>(bytes.data()), bytes.size()}});
        total += bytes.size();
        if (total > most_bytes) context_.stop();
    }
    void on_file(std::string_view, std::span<const std::byte>, HostTime) override {}
    void on_trouble(std::string why) override { trouble = std::move(why); }
    void on_closed(std::string why) override {
        trouble = std::move(why);
        context_.stop();
    }

    std::vector<io::CapturePiece> pieces;
    std::size_t total = 0;
    std::string trouble;

private:
    static constexpr std::size_t most_bytes = 1 << 20;
    HostTime began_;
    boost::asio::io_context& context_;
};

struct Heard {
    std::vector<io::CapturePiece> pieces;
    std::size_t bytes = 0;
    std::string trouble;
};

/// Speaks to a device as a driver does that must ask first. True if it was answered in a way that the driver understands.
bool ask(const capture::DriverSpec& spec, const std::string& link, unsigned seconds) {
    boost::asio::io_context context{1};
    DeviceStatus status;
    const auto note = [&](const Observation& observation) {
        if (const auto* told = std::get_if<DeviceStatus>(&observation.report)) status = *told;
        if (status.last_heard) context.stop();
    };
    const auto silent = std::make_shared<spdlog::logger>("asking");
    const auto device = capture::Device::make({.name = "the device", .driver = std::string{spec.name}, .link = link, .settings = {}, .record = false}, context, io::Clock{}, note, nullptr, silent);
    if (!device) return false;
    (*device)->start();
    context.run_for(std::chrono::seconds{seconds});
    (*device)->stop();
    std::cout << "  Asked as " << spec.name << " asks: " << (status.last_heard ? "understood." : status.text) << "\n";
    return status.last_heard.has_value();
}

/// The drivers whose devices say nothing by themselves, over a link of the kind that they are used to.
bool ask_around(const std::string& link, unsigned seconds) {
    auto is_answered = false;
    for (const auto* spec : capture::all_drivers()) {
        const auto scheme = spec->default_link.substr(0, spec->default_link.find(':') + 1);
        if (!spec->waits_to_be_asked || !std::string_view{link}.starts_with(scheme) || !ask(*spec, link, seconds)) continue;
        is_answered = true;
        std::cout << "  In the configuration:\n      driver = \"" << spec->name << "\"\n      link = \"" << link << "\"\n";
    }
    return is_answered;
}

Result<Heard> listen(const std::string& link, unsigned seconds) {
    const auto spec = io::parse_link(link);
    if (!spec) return spec.error();
    boost::asio::io_context context{1};
    const io::Clock clock;
    Listener listener{clock.now(), context};
    const auto opened = io::make_link(*spec, context, clock, listener);
    opened->open();
    boost::asio::steady_timer end{context, std::chrono::seconds{seconds}};
    end.async_wait([&](const boost::system::error_code&) { context.stop(); });
    context.run();
    opened->close();
    return Heard{std::move(listener.pieces), listener.total, std::move(listener.trouble)};
}

/// A port in each way that some driver is used to speak through one.
std::vector<std::string> links_of(const std::string& port) {
    if (port.find("://") != std::string::npos) return {port};
    std::set<std::string> ways;
    for (const auto* spec : capture::all_drivers()) {
        if (spec->default_link.starts_with(usual_port)) ways.emplace(spec->default_link.substr(usual_port.size()));
    }
    for (const auto* baud : {"?baud=38400", "?baud=57600", "?baud=115200"}) ways.emplace(baud);   // what such devices can be set to, too
    std::vector<std::string> links;
    for (const auto& way : ways) links.push_back("serial://" + port + way);
    return links;
}

void tell(const std::string& link, const Heard& heard) {
    std::cout << "  " << heard.bytes << " bytes" << (heard.trouble.empty() ? "" : "; " + heard.trouble) << "\n";
    const auto found = who_understands(heard.pieces);
    for (const auto& one : found) {
        if (one.by_opening) std::cout << "  " << one.driver << " knows it by its first bytes, and cannot read it without the settings of this device (its key).";
        else std::cout << "  " << one.driver << " understands it: " << one.impulses << " impulses or results, " << one.facts << " messages in all, " << one.skipped << " bytes not.";
        std::cout << " In the configuration:\n      driver = \"" << one.driver << "\"\n      link = \"" << link << "\"\n";
    }
    if (found.empty() && heard.bytes > 0) std::cout << "  No driver understands it this way.\n";
}

}  // namespace

std::vector<Understanding> who_understands(const std::vector<io::CapturePiece>& pieces) {
    std::size_t bytes = 0;
    for (const auto& piece : pieces) bytes += piece.direction == '<' ? piece.bytes.size() : 0;
    std::vector<Understanding> found;
    for (const auto* spec : capture::all_drivers()) {
        if (!reads_a_line(*spec)) continue;
        auto made = try_driver(*spec, pieces);
        const auto is_read = made.facts > 0 && made.skipped * 2 <= bytes;
        made.by_opening = made.by_opening && !is_read;
        if (is_read || made.by_opening) found.push_back(std::move(made));
    }
    std::ranges::stable_sort(found, [](const Understanding& a, const Understanding& b) { return std::tuple{a.by_opening, a.skipped, b.impulses, b.facts} < std::tuple{b.by_opening, b.skipped, a.impulses, a.facts}; });
    return found;
}

int listen_and_recognise(const std::string& port_or_link, unsigned seconds) {
    auto is_recognised = false;
    for (const auto& link : links_of(port_or_link)) {
        std::cout << link << ": listening for " << seconds << " s. Have the device stamp something now: press its start button." << std::endl;
        const auto heard = listen(link, seconds);
        if (!heard) {
            std::cerr << "bowball: " << heard.error().text << "\n";
            return 2;
        }
        tell(link, *heard);
        is_recognised = is_recognised || !who_understands(heard->pieces).empty() || ask_around(link, seconds);
    }
    if (!is_recognised) std::cout << "Nobody understood anything. Check the cable (crossed or straight), that the device sends by itself, and its baud rate.\n";
    return is_recognised ? 0 : 1;
}

}  // namespace bowball
