#include "rules/draw.hpp"

#include <algorithm>
#include <utility>

namespace bowball::rules {
namespace {

template <class T, class Number>
std::vector<T> sorted_by_ticket(std::string_view seed, std::string_view label, const std::vector<T>& things, Number number_of) {
    std::vector<std::pair<Digest, T>> tickets;
    for (const auto& thing : things) tickets.emplace_back(ticket(seed, label, number_of(thing)), thing);
    std::ranges::sort(tickets, [](const auto& a, const auto& b) {
        return a.first.bytes != b.first.bytes ? a.first.bytes < b.first.bytes : a.second < b.second;
    });
    std::vector<T> order;
    for (const auto& [drawn, thing] : tickets) order.push_back(thing);
    return order;
}

}  // namespace

Digest ticket(std::string_view seed, std::string_view label, std::uint32_t number) {
    return sha256(std::string{seed} + "/" + std::string{label} + "/" + std::to_string(number));
}

std::vector<CrewId> draw_order(std::string_view seed, std::string_view label, std::vector<CrewId> crews) {
    return sorted_by_ticket(seed, label, crews, [](CrewId crew) { return crew.value(); });
}

std::vector<std::uint16_t> draw_order(std::string_view seed, std::string_view label, std::vector<std::uint16_t> lanes) {
    return sorted_by_ticket(seed, label, lanes, [](std::uint16_t lane) { return std::uint32_t{lane}; });
}

}  // namespace bowball::rules
