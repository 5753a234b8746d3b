#include "rules/interval_start.hpp"

namespace bowball::rules {

Result<std::vector<DueStart>> interval_starts(const std::vector<CrewId>& crews, const StartOrderRules& rules) {
    if (rules.lanes.empty()) return Error{errc::bad_input, "Name at least one lane to start from."};
    if (rules.interval <= 0ns || rules.interval > 24h) return Error{errc::bad_input, "The interval must be longer than zero and shorter than a day."};
    std::vector<DueStart> starts;
    for (const auto crew : crews) {
        const auto number = starts.size();
        starts.push_back({crew, rules.lanes[number % rules.lanes.size()], rules.interval * static_cast<std::int64_t>(number)});
    }
    return starts;
}

Result<Duration> between_times_of_day(Duration start, Duration finish) {
    const auto is_of_a_day = [](Duration time) { return time >= 0ns && time < 24h; };
    if (!is_of_a_day(start) || !is_of_a_day(finish)) return Error{errc::bad_input, "A time of the day lies between 00:00:00 and 23:59:59. Check what was entered."};
    return finish >= start ? finish - start : finish - start + 24h;
}

}  // namespace bowball::rules
