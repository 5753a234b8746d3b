#include "formats/frame.hpp"

#include "core/limits.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"
#include "formats/view_fields.hpp"

namespace bowball::formats {
namespace {

JsonWriter begin(std::string_view kind) {
    JsonWriter out;
    out.begin_object().key("v").value(std::int64_t{1}).key("kind").value(kind);
    return out;
}

void put_times(JsonWriter& out, std::int64_t sent_us, std::optional<std::int64_t> edge_us) {
    out.key("sent_us").value(sent_us).key("edge_us");
    if (edge_us) out.value(*edge_us);
    else out.null();
}

std::string end(JsonWriter& out) {
    out.end_object();
    return out.take();
}

}  // namespace

std::string encode_view(const views::View& view) {
    JsonWriter out;
    std::visit([&](const auto& one) { WriteArchive{out, microseconds}.put(one); }, view);
    return out.take();
}

std::string encode_frame(const ViewFrame& frame) {
    auto out = begin("view");
    out.key("topic").value(frame.topic).key("epoch").value(frame.epoch).key("seq").value(frame.seq.value());
    put_times(out, frame.sent_us, frame.edge_us);
    out.key("data").raw(frame.data);
    return end(out);
}

std::string encode_frame(const EventFrame& frame) {
    auto out = begin("event");
    out.key("topic").value(std::string_view{"log"}).key("epoch").value(frame.epoch).key("seq").value(frame.seq.value());
    out.key("prev").value(frame.prev.value());
    put_times(out, frame.sent_us, frame.edge_us);
    out.key("data").raw(frame.data);
    return end(out);
}

std::string encode_frame(const HelloFrame& frame) {
    auto out = begin("hello");
    out.key("product").value(std::string_view{"bowball"}).key("version").value(frame.version).key("schema").value(std::int64_t{1});
    out.key("epoch").value(frame.epoch).key("seq").value(frame.seq.value()).key("heartbeat_ms").value(frame.heartbeat_ms);
    out.key("largest_message").value(std::uint64_t{limits::inbound_message_bytes});
    out.key("sent_us").value(frame.sent_us).key("speed").value(std::int64_t{frame.speed});
    out.key("role").value(frame.role).key("others").begin_array();
    for (const auto& other : frame.others) out.value(std::string_view{other});
    out.end_array();
    return end(out);
}

std::string encode_heartbeat(std::int64_t sent_us, Seq head, std::int64_t venue_age_us) {
    auto out = begin("heartbeat");
    out.key("sent_us").value(sent_us).key("seq").value(head.value()).key("venue_age_us").value(venue_age_us);
    return end(out);
}

std::string encode_pong(std::string_view t0, std::int64_t received_us, std::int64_t sent_us) {
    auto out = begin("pong");
    out.key("t0").raw(t0).key("t1_us").value(received_us).key("t2_us").value(sent_us);
    return end(out);
}

std::string encode_gap(std::string_view epoch, Seq first, std::string_view why) {
    auto out = begin("gap");
    out.key("epoch").value(epoch).key("first").value(first.value()).key("text").value(why);
    return end(out);
}

std::string encode_accepted(std::string_view id, const engine::Accepted& accepted) {
    auto out = begin("accepted");
    out.key("id").value(id).key("seq").value(accepted.seq.value()).key("repeated").value(accepted.repeated);
    if (!accepted.recorded) out.key("recorded").value(false);
    return end(out);
}

std::string encode_refused(std::string_view id, const Error& error) {
    auto out = begin("refused");
    out.key("id").value(id).key("code").value(to_string(error.code)).key("text").value(std::string_view{error.text});
    return end(out);
}

std::string encode_error(const Error& error, std::string_view topic) {
    auto out = begin("error");
    out.key("code").value(to_string(error.code)).key("text").value(std::string_view{error.text});
    if (!topic.empty()) out.key("topic").value(topic);
    return end(out);
}

std::string encode_bye(std::uint16_t code, std::int64_t retry_ms, std::string_view why) {
    auto out = begin("bye");
    out.key("code").value(std::int64_t{code}).key("retry_ms").value(retry_ms).key("text").value(why);
    return end(out);
}

namespace {

/// No race is timed outside these: the years 1970 to 2200, and spans of a day.
constexpr std::int64_t latest_us = 7'258'118'400'000'000;
constexpr std::int64_t longest_us = 86'400'000'000;

std::optional<std::int64_t> time_of(const std::optional<JsonNode>& node, std::int64_t most) {
    const auto number = node ? node->integer() : std::nullopt;
    return number && *number >= 0 && *number <= most ? number : std::nullopt;
}

Result<Painted> read_painted(const JsonNode& root) {
    Painted painted;
    struct Field { const char* key; std::int64_t* into; std::int64_t most; };
    for (const auto& [key, into, most] : {Field{"sent_us", &painted.sent_us, latest_us}, {"arrived_us", &painted.arrived_us, latest_us},
                                          {"painted_us", &painted.painted_us, latest_us}, {"error_us", &painted.error_us, longest_us}, {"delay_us", &painted.delay_us, longest_us}}) {
        const auto number = time_of(root.find(key), most);
        if (!number) return Error{errc::bad_input, std::string{key} + " is a whole number of microseconds."};
        *into = *number;
    }
    const auto edge = root.find("edge_us");
    if (!edge || edge->is_null()) return painted;
    painted.edge_us = time_of(edge, latest_us);
    if (!painted.edge_us) return Error{errc::bad_input, "edge_us is a whole number of microseconds, or null."};
    return painted;
}

}  // namespace

Result<ReceivedView> decode_view_frame(std::string_view text) {
    constexpr std::string_view key = ",\"data\":";
    const auto document = parse_json(text, limits::view_frame_bytes);
    if (!document) return document.error();
    if (!document->root.is_object()) return Error{errc::bad_input, "A frame is a JSON object."};
    const JsonNode root{document->root, ""};
    const auto text_of = [&](const char* name) { return root.find(name) ? root.find(name)->text().value_or("") : std::string{}; };
    const auto number_of = [&](const char* name) { return root.find(name) ? root.find(name)->integer() : std::nullopt; };
    ReceivedView view{text_of("topic"), text_of("epoch"), {}, 0, time_of(root.find("edge_us"), latest_us), {}};
    const auto seq = number_of("seq");
    const auto sent_us = time_of(root.find("sent_us"), latest_us);
    const auto data = root.find("data");
    // The data goes on as the bytes that came: whoever wrote the frame put them last, and no text before them can hold the key.
    const auto begin = text.find(key);
    const auto is_whole = text_of("kind") == "view" && !view.topic.empty() && !view.epoch.empty() && seq && *seq >= 0 && sent_us && data && data->is_object() && begin != std::string_view::npos;
    if (!is_whole) return Error{errc::bad_input, "This is no frame of a view."};
    view.seq = Seq{static_cast<std::uint64_t>(*seq)};
    view.sent_us = *sent_us;
    view.data = text.substr(begin + key.size(), text.size() - 1 - begin - key.size());
    // Where an object before it, or a second one of the name, has the key, these bytes are no object: nobody is to get them.
    if (!view.data.ends_with('}') || !nlohmann::json::accept(view.data)) return Error{errc::bad_input, "This frame of a view does not end with its data."};
    return view;
}

Result<ClientMessage> parse_client_message(std::string_view text) {
    const auto document = parse_json(text, limits::inbound_message_bytes);
    if (!document) return document.error();
    const auto& root = document->root;
    if (!root.is_object()) return Error{errc::bad_input, "A message is a JSON object."};
    ClientMessage message;
    const auto take_text = [&](const char* key, std::string& into) {
        const auto found = root.find(key);
        if (found != root.end() && found->is_string()) into = found->get<std::string>();
    };
    take_text("kind", message.kind);
    take_text("since", message.since);
    if (const auto topics = root.find("topics"); topics != root.end()) {
        if (!topics->is_array() || topics->size() > limits::topics_per_client)
            return Error{errc::too_many, "topics is a list of at most " + std::to_string(limits::topics_per_client) + " texts."};
        for (const auto& topic : *topics) {
            if (!topic.is_string() || topic.get_ref<const std::string&>().size() > 100) return Error{errc::bad_input, "A topic is a text such as race/12/board."};
            message.topics.push_back(topic.get<std::string>());
        }
    }
    if (const auto t0 = root.find("t0"); t0 != root.end() && t0->is_number()) message.t0 = t0->dump();
    if (message.kind.empty()) return Error{errc::bad_input, "A message has a \"kind\"."};
    if (message.kind == "painted") {
        const auto painted = read_painted({root, {}});
        if (!painted) return painted.error();
        message.painted = *painted;
    }
    return message;
}

}  // namespace bowball::formats
