#include "formats/entry.hpp"

#include <nlohmann/json.hpp>

#include "core/limits.hpp"
#include "core/overloaded.hpp"
#include "core/text.hpp"
#include "formats/event_fields.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"

namespace bowball::formats {
namespace {

void write_event(JsonWriter& out, const Event& event) {
    std::visit([&](const auto& fact) { WriteArchive{out, nanoseconds}.put(fact); }, event);
}

/// Reads the alternative of the variant that has this kind.
template <std::size_t I = 0>
Result<Event> read_event(std::string_view kind, const JsonNode& data, const ReadRules& rules) {
    if constexpr (I == std::variant_size_v<Event>) {
        return Error{errc::bad_input, "\"" + printable(kind, 40) + "\" is no kind of entry that this version knows."};
    } else {
        if (kind != event_kinds[I]) return read_event<I + 1>(kind, data, rules);
        auto read = read_struct<std::variant_alternative_t<I, Event>>(data, rules);
        if (!read) return read.error();
        return Event{std::move(*read)};
    }
}

/// The envelope of an entry; the fact itself stands beside it.
struct Envelope {
    Seq seq;
    RaceTime at;
    WallTime wall;
    Actor actor;
    std::string command_id;
    std::string reason;
    std::string kind;
};
template <class A>
void fields(A& a, Envelope& e) {
    a("seq", e.seq);
    a.instant("at", e.at);
    a.instant("wall", e.wall);
    a("actor", e.actor);
    a("command_id", e.command_id);
    a("reason", e.reason);
    a("kind", e.kind);
}

template <class Fact, class... Named>
constexpr bool is_one_of = (std::is_same_v<Fact, Named> || ...);

/// What is not named here is for officials: traces are evidence, who rows where is a view, each record holds its own rules.
template <class Fact>
constexpr bool is_for_everybody = is_one_of<Fact, MeetOpened, RuleSetRegistered, EventDeclared, CrewEntered, RaceScheduled, RaceRescheduled, LanesDrawn, RaceCalled, RaceArmed, AttentionGiven,
    AttentionWithdrawn, StartOrdered, RaceRecalled, FalseStartDecided, CardShown, CardWithdrawn, ImpulseSeen, ImpulseVoided, ImpulseRestored, ImpulseAssigned, StatusSet, PenaltySet,
    ObjectionRaised, ObjectionResolved, ResultPublished, ResultConfirmed, ResultReopened, RaceAbandoned, RerowOrdered, RaceSelected, ReplacementAccepted, ReplacementWithdrawn, LotsDrawn,
    InputTestBegun, InputTestEnded, LeaveGiven, CrewScratched, RacePostponed, RaceCancelled, RecordRegistered, RecordFactStated, PenaltyGiven, PadMarked, WindRead, StartAnnounced, RollCalled,
    ChangeProposed, ProposalWithdrawn, RecallWithdrawn, TieSettled, CrewAdvanced, AbandonmentWithdrawn, RerowWithdrawn, ResultWithdrawn, CallWithdrawn, ArmWithdrawn, BoardSteered>;

}  // namespace

std::string_view kind_of(const Event& event) { return event_kinds[event.index()]; }

std::optional<RaceId> race_of(const Event& event) {
    return std::visit([](const auto& fact) -> std::optional<RaceId> {
        if constexpr (requires { { fact.race } -> std::convertible_to<RaceId>; }) return fact.race;
        else return std::nullopt;
    }, event);
}

std::string encode_entry(const Entry& entry) {
    JsonWriter out;
    Envelope envelope{entry.seq, entry.at, entry.wall, entry.origin.actor, entry.origin.command_id, entry.origin.reason, std::string{kind_of(entry.event)}};
    out.begin_object();
    WriteArchive archive{out, nanoseconds};
    fields(archive, envelope);
    out.key("data");
    write_event(out, entry.event);
    out.end_object();
    return out.take();
}

Result<Entry> decode_entry(std::string_view line) {
    const auto document = parse_json(line, limits::device_file_bytes);
    if (!document) return document.error();
    return decode_entry(*document);
}

Result<Entry> decode_entry(const JsonDocument& line) {
    const ReadRules rules{nanoseconds, false, true, 100'000, limits::device_file_bytes};
    const JsonNode node{line.root, ""};
    const auto envelope = read_struct<Envelope>(node, rules);
    if (!envelope) return envelope.error();
    const auto data = node.find("data");
    if (!data) return Error{errc::bad_input, "The entry lacks \"data\"."};
    auto event = read_event(envelope->kind, *data, rules);
    if (!event) return event.error();
    return Entry{envelope->seq, envelope->at, envelope->wall, {envelope->actor, envelope->command_id, envelope->reason}, std::move(*event)};
}

bool is_public(const Event& event) {
    return std::visit(overloaded{
                          [](const PhotoRead& read) { return !read.kept; },   // counts for nothing yet, and who reads after it must not know it
                          []<class Fact>(const Fact&) { return is_for_everybody<Fact>; },
                      },
                      event);
}

bool names_years_of_birth(const Event& event) {
    const auto* crew = std::get_if<CrewEntered>(&event);
    return crew != nullptr && !crew->birth_years.empty();
}

std::optional<std::int64_t> edge_us_of(const Entry& entry) {
    const auto* seen = std::get_if<ImpulseSeen>(&entry.event);
    if (seen == nullptr) return std::nullopt;
    return std::chrono::floor<std::chrono::microseconds>(seen->impulse.stamp.at.time_since_epoch()).count();
}

std::string encode_public_entry(const Entry& entry) {
    if (names_years_of_birth(entry.event)) {
        auto open = entry;
        std::get<CrewEntered>(open.event).birth_years.clear();
        return encode_public_entry(open);
    }
    JsonWriter out;
    out.begin_object();
    out.key("seq").value(entry.seq.value());
    out.key("at_us").value(std::chrono::floor<std::chrono::microseconds>(entry.at.time_since_epoch()).count());
    out.key("wall_us").value(to_us(entry.wall));
    out.key("role").value(to_string(entry.origin.actor.role));
    out.key("reason").value(std::string_view{entry.origin.reason});
    out.key("kind").value(kind_of(entry.event));
    out.key("data");
    write_event(out, entry.event);
    out.end_object();
    return out.take();
}

}  // namespace bowball::formats
