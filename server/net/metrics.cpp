#include "net/metrics.hpp"

namespace bowball::net {
namespace {

/// A label's value (quotes, backslashes and line ends escaped).
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const auto letter : text) {
        if (letter == '\\' || letter == '"') out += '\\';
        if (letter == '\n') out += "\\n";
        else out += letter;
    }
    return out + "\"";
}

class Page {
public:
    /// Before the values of a metric: what it is.
    void begin(std::string_view name, std::string_view type, std::string_view help) {
        name_ = "bowball_" + std::string{name};
        text_.append("# HELP ").append(name_).append(" ").append(help).append("\n# TYPE ").append(name_).append(" ").append(type).append("\n");
    }
    template <class T>
    void value(T number, std::string_view labels = {}) {
        text_ += name_;
        if (!labels.empty()) text_.append("{").append(labels).append("}");
        text_ += " " + std::to_string(number) + "\n";
    }
    /// Microseconds as the seconds that Prometheus wants, written in integers.
    void seconds(std::int64_t us, std::string_view labels = {}) {
        text_ += name_;
        if (!labels.empty()) text_.append("{").append(labels).append("}");
        text_ += " " + seconds_text(us) + "\n";
    }
    /// Cumulative, as Prometheus has them.
    void histogram(std::string_view name, std::string_view help, const Histogram& from) {
        begin(name, "histogram", help);
        const auto base = name_;
        name_ = base + "_bucket";
        auto below = std::uint64_t{0};
        for (std::size_t i = 0; i < Histogram::bounds_us.size(); ++i) {
            below += from.count_of(i);
            value(below, "le=\"" + seconds_text(Histogram::bounds_us[i]) + "\"");
        }
        value(from.count(), "le=\"+Inf\"");
        name_ = base + "_sum";
        seconds(from.sum_us());
        name_ = base + "_count";
        value(from.count());
    }
    template <class T>
    void one(std::string_view name, std::string_view type, std::string_view help, T number) {
        begin(name, type, help);
        value(number);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    static std::string seconds_text(std::int64_t us) {
        const auto size = us < 0 ? -us : us;
        return (us < 0 ? "-" : "") + std::to_string(size / 1'000'000) + "." + std::to_string(1'000'000 + size % 1'000'000).substr(1);
    }
    std::string name_;
    std::string text_;
};

void add_clients(Page& page, const MetricsSources& sources) {
    const auto counts = sources.counts;
    page.begin("clients", "gauge", "Clients of the feed, by kind. A board without a place among the boards is of the public.");
    page.value(counts.officials, "kind=\"official\"");
    page.value(counts.boards, "kind=\"board\"");
    page.value(counts.viewers - counts.boards, "kind=\"public\"");
    page.one("event_streams", "gauge", "Of these, on server-sent events.", counts.event_streams);
    page.one("clients_blocked", "gauge", "Clients whose socket takes nothing at the moment: frames wait for them.", sources.clients_blocked);
    page.begin("outbox_messages", "gauge", "Messages that wait for clients to take them, by kind of client.");
    page.value(sources.depth.officials, "kind=\"official\"");
    page.value(sources.depth.boards, "kind=\"board\"");
    page.value(sources.depth.everybody, "kind=\"public\"");
    page.one("broadcasts_under_way", "gauge", "Broadcasts that not every client of every net thread was offered yet.", sources.broadcasts_under_way);
    page.one("log_entries_waiting", "gauge", "Entries that those who follow the log have not taken yet, of all together.", counts.log_waiting);
    page.one("connections", "gauge", "Connections open, HTTP included.", sources.places_taken);
    page.one("long_polls_waiting", "gauge", "Requests that wait for news.", sources.long_polls_waiting);
}

void add_counters(Page& page, const MetricsSources& sources) {
    const auto& tally = sources.tally;
    page.one("connections_total", "counter", "Connections accepted.", tally.connections);
    page.one("turned_away_total", "counter", "Connections without a place, closed before anything was read.", tally.turned_away);
    page.one("tls_failed_total", "counter", "TLS handshakes that came to nothing.", tally.tls_failed);
    page.one("websockets_total", "counter", "WebSockets opened.", tally.websockets);
    page.one("websockets_deflating_total", "counter", "Of these, with compressed messages.", tally.deflating);
    page.one("event_streams_total", "counter", "Streams of server-sent events opened.", tally.event_streams);
    page.one("long_polls_total", "counter", "Requests that waited for news.", tally.long_polls);
    page.begin("cuts_total", "counter", "Clients that the server ended, by reason.");
    for (const auto& [why, count] : tally.cuts) page.value(count, "reason=" + quoted(to_string(why)));
    page.begin("refused_total", "counter", "Messages and requests not understood or not done, by code.");
    for (const auto& [code, count] : tally.refused) page.value(count, "code=" + quoted(to_string(code)));
    page.begin("http_answers_total", "counter", "Answers of HTTP, by status.");
    for (const auto& [status, count] : tally.answers) page.value(count, "status=\"" + std::to_string(status) + "\"");
    page.begin("feed_polls_total", "counter", "Polls of the feeds, by name of the token.");
    for (const auto& [name, count] : sources.feed_polls) page.value(count, "token=" + quoted(name));
}

void add_frames(Page& page, const MetricsSources& sources) {
    const auto encoded = sources.air.encoded();
    page.one("frames_encoded_total", "counter", "Frames put together, once for all clients.", encoded.packets);
    page.one("frame_bytes_encoded_total", "counter", "Bytes of JSON in them.", encoded.bytes);
    page.one("views_queued_total", "counter", "Views handed to clients.", sources.tally.deliveries);
    page.one("views_conflated_total", "counter", "Of these, replaced by a newer one before they left.", sources.tally.conflated);
    page.one("feed_sent_bytes_total", "counter", "Bytes that left to clients of the feed.", sources.tally.sent_bytes);
    page.histogram("impulse_to_commit_seconds", "From an impulse's edge until it is in the journal.", sources.impulse_to_commit);
    page.histogram("impulse_to_frame_seconds", "From an impulse's edge until the last client of the last net thread was offered the frames that it caused.", sources.impulse_to_frame);
    page.one("topics", "gauge", "Views on the air, current/... included.", sources.air.topics_held());
    page.one("log_ring_entries", "gauge", "Entries held for resuming.", sources.air.log_held());
    page.one("journal_head", "gauge", "Number of the newest entry.", sources.air.head().value());
}

void add_relay(Page& page, const views::HealthView::Relay& relay) {
    page.one("relay_connected", "gauge", "1 while the journal goes to the hub.", relay.state == "connected" ? 1 : 0);
    page.one("relay_stopped", "gauge", "1: the stream is not of this journal, the relay has stopped for good.", relay.state == "stopped" ? 1 : 0);
    page.one("relay_superseded", "gauge", "1: another server has taken the meet over, this one takes no orders.", relay.state == "superseded" ? 1 : 0);
    page.one("relay_yielding", "gauge", "1: no orders are taken until the hub is there.", relay.state == "yielding" ? 1 : 0);
    page.one("standby", "gauge", "1: this server stands by; relay_sent is the newest entry of its copy, relay_behind what it has not got.", relay.state == "standby" ? 1 : 0);
    page.one("relay_behind", "gauge", "Entries that the hub has not stored yet.", relay.behind);
    page.one("relay_sent", "gauge", "Newest entry that the hub has stored.", relay.sent);
    page.one("relay_resyncs_total", "counter", "Times that it was looked anew where the stream ends.", relay.resyncs);
    page.one("relay_refusals_total", "counter", "Of these, because it did not end where it was expected to.", relay.refusals);
    page.one("relay_too_large_total", "counter", "Entries that went as their hash alone because the hub takes no such message.", relay.too_large);
    page.one("relay_frames_total", "counter", "Frames of views that have left.", relay.frames);
    page.begin("relay_server", "gauge", "The hub's server.");
    page.value(1, "version=" + quoted(relay.server_version) + ",archive=" + (relay.warning.empty() ? "\"yes\"" : "\"no\""));
}

void add_health(Page& page, const views::HealthView& health, std::int64_t now_us) {
    page.one("journal_recorded", "gauge", "1 while the journal is written; 0: NOT RECORDED.", health.recorded ? 1 : 0);
    page.one("journal_unwritten", "gauge", "Entries that wait for the disk.", health.unwritten);
    page.one("quarantined", "gauge", "Entries that could not be folded.", health.quarantined);
    page.begin("commit_seconds", "gauge", "One commit of the journal, of the newest 512.");
    page.seconds(health.commit_us_p50, "quantile=\"0.5\"");
    page.seconds(health.commit_us_p99, "quantile=\"0.99\"");
    page.begin("host_clock_max_error_seconds", "gauge", "Of this computer's time of day, as its kernel says.");
    page.seconds(health.host_clock.max_error_us);
    if (health.relay) add_relay(page, *health.relay);
    const auto each = [&](const char* name, const char* type, const char* help, const auto& add) {
        page.begin(name, type, help);
        for (const auto& device : health.devices) add(device, "device=" + quoted(device.name));
    };
    using Device = views::HealthView::Device;
    each("device_live", "gauge", "1 while the device is heard.", [&](const Device& device, const std::string& label) { page.value(device.state == "live" ? 1 : 0, label); });
    each("device_quiet", "gauge", "1 while a device that speaks only when something happens said nothing for a minute.",
         [&](const Device& device, const std::string& label) { page.value(device.state == "quiet" ? 1 : 0, label); });
    each("device_bytes_total", "counter", "Bytes received.", [&](const Device& device, const std::string& label) { page.value(device.bytes, label); });
    each("device_skipped_bytes_total", "counter", "Bytes that made no sense.", [&](const Device& device, const std::string& label) { page.value(device.skipped_bytes, label); });
    each("device_impulses_total", "counter", "Impulses received.", [&](const Device& device, const std::string& label) { page.value(device.impulses, label); });
    each("device_missed_impulses_total", "counter", "Impulses that the device says it sent and that did not come.", [&](const Device& device, const std::string& label) { page.value(device.missed_impulses, label); });
    each("device_clock_uncertainty_seconds", "gauge", "Half-width, 95 %.", [&](const Device& device, const std::string& label) { page.seconds(device.clock_uncertainty_us, label); });
    each("device_silent_seconds", "gauge", "Since the device was heard.", [&](const Device& device, const std::string& label) {
        if (device.last_heard_us) page.seconds(now_us - *device.last_heard_us, label);
    });
}

}  // namespace

std::string metrics_text(const MetricsSources& sources) {
    Page page;
    page.begin("info", "gauge", "The program.");
    page.value(1, "version=" + quoted(sources.version) + ",epoch=" + quoted(sources.air.epoch()));
    if (sources.venue_age_us) {
        page.begin("venue_age_seconds", "gauge", "Of an edge: since the venue was heard.");
        page.seconds(*sources.venue_age_us);
    }
    add_clients(page, sources);
    add_counters(page, sources);
    add_frames(page, sources);
    if (sources.health != nullptr) add_health(page, *sources.health, sources.now_us);
    return page.take();
}

}  // namespace bowball::net
