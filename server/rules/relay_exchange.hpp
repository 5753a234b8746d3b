// Whether a relay swimmer left too early, by the pad of who came in and the platform of who left. Pure.
//
// Makers differ in what they forgive, federations in whether the equipment may say so alone (rules of the sports 4.6).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::rules {

struct RelayRules {
    std::string id;
    std::string title;
    std::string source;
    Duration tolerance{};                         ///< so much before the touch is still legal: Omega 0.03 s, Daktronics 0
    std::optional<Duration> decides_alone_within; ///< beyond it, judges must agree (NCAA: 0.09 s). Absent: no such limit
    bool dual_confirmation = false;               ///< the equipment is one of two who must say so
    friend bool operator==(const RelayRules&, const RelayRules&) = default;
};
[[nodiscard]] Result<void> check(const RelayRules& rules);

/// What a rule set says of a relay.
struct RelayRace {
    std::uint16_t legs = 0;   ///< of equal length; 0: no relay
    RelayRules exchange{};    ///< a relay needs them
    friend bool operator==(const RelayRace&, const RelayRace&) = default;
};
[[nodiscard]] Result<void> check(const RelayRace& relay);

enum class ExchangeVerdict : std::uint8_t {
    legal,
    too_early,     ///< by the equipment alone
    needs_judges,  ///< too early by the equipment, if the judges confirm it; or the touch was not felt, and they alone decide
};
[[nodiscard]] std::string_view to_string(ExchangeVerdict verdict);

struct Exchange {
    Duration touch{};
    Duration leave{};
    bool touch_was_light = false;  ///< the pad's instant is not to be trusted
};
struct JudgedExchange {
    Duration difference{};  ///< leave - touch, in hundredths, the third digit dropped; negative: left before the touch
    ExchangeVerdict verdict = ExchangeVerdict::legal;
    friend bool operator==(const JudgedExchange&, const JudgedExchange&) = default;
};
[[nodiscard]] JudgedExchange judge_exchange(const Exchange& exchange, const RelayRules& rules);

}  // namespace bowball::rules
