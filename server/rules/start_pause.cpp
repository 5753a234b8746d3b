#include "rules/start_pause.hpp"

#include <string>

namespace bowball::rules {

Digest pause_seal(std::string_view seed) { return sha256(seed); }

Duration start_pause(const StartControlRules& rules, std::string_view seed, RaceId race, RunNumber run) {
    const auto ticket = sha256(std::string{seed} + "/race " + std::to_string(race.value()) + " run " + std::to_string(run.value()) + " pause");
    std::uint64_t number = 0;   // of the first six bytes: twelve hexadecimal digits
    for (std::size_t i = 0; i < 6; ++i) number = number * 256 + ticket.bytes[i];
    const auto least_us = rules.pause_least / 1us;
    const auto span_us = static_cast<std::uint64_t>(rules.pause_most / 1us - least_us) + 1;
    return std::chrono::microseconds{least_us + static_cast<std::int64_t>(number % span_us)};
}

}  // namespace bowball::rules
