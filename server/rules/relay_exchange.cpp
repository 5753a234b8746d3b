#include "rules/relay_exchange.hpp"

namespace bowball::rules {

std::string_view to_string(ExchangeVerdict verdict) {
    switch (verdict) {
        case ExchangeVerdict::legal: return "legal";
        case ExchangeVerdict::too_early: return "too_early";
        case ExchangeVerdict::needs_judges: return "needs_judges";
    }
    return "unknown";
}

Result<void> check(const RelayRules& rules) {
    if (rules.id.empty()) return Error{errc::bad_input, "id: rules of the exchange need a name."};
    if (rules.tolerance < 0ns) return Error{errc::bad_input, "tolerance: no less than zero."};
    if (rules.decides_alone_within && *rules.decides_alone_within < rules.tolerance) return Error{errc::bad_input, "decides_alone_within: no less than the tolerance."};
    return {};
}

Result<void> check(const RelayRace& relay) {
    if (relay.legs == 1 || relay.legs > 100) return Error{errc::bad_input, "legs: 0 for no relay, else from 2 to 100."};
    if (relay.legs == 0 && relay.exchange.id.empty()) return {};
    const auto sound = check(relay.exchange);
    return sound ? sound : Error{errc::bad_input, "exchange." + sound.error().text};
}

JudgedExchange judge_exchange(const Exchange& exchange, const RelayRules& rules) {
    JudgedExchange judged;
    const auto exact = exchange.leave - exchange.touch;
    judged.difference = exact - exact % Duration{10ms};  // towards zero: the doubt is the swimmer's
    if (exchange.touch_was_light) judged.verdict = ExchangeVerdict::needs_judges;
    else if (judged.difference >= -rules.tolerance) judged.verdict = ExchangeVerdict::legal;
    else if (rules.dual_confirmation || (rules.decides_alone_within && judged.difference < -*rules.decides_alone_within)) judged.verdict = ExchangeVerdict::needs_judges;
    else judged.verdict = ExchangeVerdict::too_early;
    return judged;
}

}  // namespace bowball::rules
