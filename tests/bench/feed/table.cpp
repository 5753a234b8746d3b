#include "bench/feed/table.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace bowball::bench::feed {
namespace {

std::string times(const Samples& samples) {
    return fmt::format("{:.3f} / {:.3f}", static_cast<double>(quantile(samples, 0.5)) / 1e6, static_cast<double>(quantile(samples, 0.99)) / 1e6);
}

void print_row(const Standing& standing, const Standing& limit) {
    const auto name = name_of(standing.entrant);
    if (!standing.missing.empty()) return print(name, standing.missing);
    const auto& pace = standing.rounds.front();
    const auto& full = standing.rounds.back();
    auto row = fmt::format("  {:<24} {:>16} {:>16} {:>16} {:>9.0f} {:>8.2f} {:>7.1f}", name, times(all_of(pace, &Round::first)), times(all_of(pace, &Round::middle)), times(all_of(pace, &Round::last)),
                           median_of(full, &Round::per_second), median_of(full, &Round::cpu_us), median(standing.kb_per_screen));
    if (&standing != &limit && limit.missing.empty()) {
        row += fmt::format("   {:>5.2f} {:>5.2f} {:>5.2f}", ratio(pace, limit.rounds.front(), &Round::first), ratio(pace, limit.rounds.front(), &Round::last), ratio(full, limit.rounds.back(), &Round::cpu_us));
    }
    std::size_t incomplete = 0;
    for (const auto& rounds : standing.rounds) {
        for (const auto& round : rounds) incomplete += round.incomplete;
    }
    if (incomplete > 0) row += fmt::format("   {} messages did not reach all", incomplete);
    if (!standing.ended.empty()) row += "   it ended in mid-contest: " + standing.ended;
    std::printf("%s\n", row.c_str());
}

}  // namespace

std::string name_of(const Entrant& entrant) {
    return fmt::format("{}{}{}", to_string(entrant.kind), entrant.tls ? ", TLS" : "", entrant.deflates ? ", deflate" : "");
}

void print_table(const std::vector<Standing>& standings) {
    std::printf("  %-24s %16s %16s %16s %9s %8s %7s   %s\n", "", "first, ms", "middle, ms", "last, ms", "messages", "CPU us/", "KB/", "of the first row:");
    std::printf("  %-24s %16s %16s %16s %9s %8s %7s   %5s %5s %5s\n", "", "p50 / p99", "p50 / p99", "p50 / p99", "a second", "delivery", "screen", "first", "last", "CPU");
    for (const auto& standing : standings) print_row(standing, standings.front());
    std::fflush(stdout);
}

const Standing* find(const std::vector<Standing>& standings, const Entrant& entrant) {
    for (const auto& standing : standings) {
        if (standing.entrant == entrant && standing.missing.empty()) return &standing;
    }
    return nullptr;
}

std::string text_of(double value) { return fmt::format("{:.2f}", value); }

void Aims::at_most(const std::string& what, double value, double bound) {
    // Nothing measured is nothing met.
    aims_.push_back({what, fmt::format("{:.2f}, to be at most {:.2f}", value, bound), value > 0 && value <= bound});
}

void Aims::at_least(const std::string& what, double value, double bound) {
    aims_.push_back({what, fmt::format("{:.0f}, to be {:.0f}", value, bound), bound > 0 && value >= bound});
}

void Aims::print() const {
    title("Aims of the live feed");
    for (const auto& aim : aims_) std::printf("  %-6s  %-72s %s\n", aim.is_met ? "met" : "MISSED", aim.what.c_str(), aim.value.c_str());
    std::fflush(stdout);
}

}  // namespace bowball::bench::feed
