#include "core/timing_point.hpp"

#include <array>
#include <charconv>

namespace bowball {
namespace {

constexpr std::array point_kinds{
    PointKind::red_light,     PointKind::start_signal, PointKind::horn,          PointKind::recall_light, PointKind::lane_signal,
    PointKind::gate_release,  PointKind::gate_clear,   PointKind::bow_contact,   PointKind::bow_over_line, PointKind::first_motion,
    PointKind::takeoff,       PointKind::stroke,       PointKind::split,         PointKind::finish,        PointKind::unbound,
};
constexpr std::array sources{Source::system_a, Source::system_b, Source::photo, Source::hand};

}  // namespace

std::string_view to_string(PointKind kind) {
    switch (kind) {
        case PointKind::red_light: return "red_light";
        case PointKind::start_signal: return "start_signal";
        case PointKind::horn: return "horn";
        case PointKind::recall_light: return "recall_light";
        case PointKind::lane_signal: return "lane_signal";
        case PointKind::gate_release: return "gate_release";
        case PointKind::gate_clear: return "gate_clear";
        case PointKind::bow_contact: return "bow_contact";
        case PointKind::bow_over_line: return "bow_over_line";
        case PointKind::first_motion: return "first_motion";
        case PointKind::takeoff: return "takeoff";
        case PointKind::stroke: return "stroke";
        case PointKind::split: return "split";
        case PointKind::finish: return "finish";
        case PointKind::unbound: return "unbound";
    }
    return "unknown";
}

std::string to_string(TimingPoint point) {
    auto text = std::string{to_string(point.kind)};
    if (point.kind == PointKind::split) text += " " + std::to_string(point.metres);
    return text;
}

Result<TimingPoint> parse_timing_point(std::string_view text) {
    for (const auto kind : point_kinds) {
        if (kind != PointKind::split && text == to_string(kind)) return TimingPoint{kind, 0};
    }
    constexpr std::string_view prefix = "split ";
    if (text.starts_with(prefix)) {
        const auto digits = text.substr(prefix.size());
        auto metres = std::int32_t{0};
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), metres);
        if (problem == std::errc{} && end == digits.data() + digits.size() && metres > 0)
            return TimingPoint{PointKind::split, metres};
    }
    return Error{errc::bad_input, "\"" + std::string{text} +
                                      "\" is no timing point. Use finish, start_signal, \"split 500\" and the like."};
}

std::string_view to_string(Source source) {
    switch (source) {
        case Source::system_a: return "a";
        case Source::system_b: return "b";
        case Source::photo: return "photo";
        case Source::hand: return "hand";
    }
    return "unknown";
}

Result<Source> parse_source(std::string_view text) {
    for (const auto source : sources) {
        if (text == to_string(source)) return source;
    }
    return Error{errc::bad_input, "\"" + std::string{text} + "\" is no source. Use a, b, photo or hand."};
}

}  // namespace bowball
