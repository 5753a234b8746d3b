#include "engine/clock_doubt.hpp"

#include "rules/rounding.hpp"

namespace bowball::engine {

std::string list_of(const std::vector<ClockDoubt>& doubts) {
    std::string text;
    for (const auto& one : doubts) {
        text += (text.empty() ? "the clock of " : " and that of ") + one.device;
        text += one.uncertainty == 0ns ? std::string{" is not in step"} : " may be off by " + rules::format_time(one.uncertainty, 10ms) + " s";
    }
    return text;
}

}  // namespace bowball::engine
