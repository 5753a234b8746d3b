// How the comparison is printed: a table for each contest, and each aim with what was measured beside it.
#pragma once
#include "bench/feed/contest.hpp"

namespace bowball::bench::feed {

[[nodiscard]] std::string name_of(const Entrant& entrant);
/// A row for each server: first, middle and last receiver by the first plan, the rest by the second; ratios against the first row.
void print_table(const std::vector<Standing>& standings);
/// The standing of an entrant; null where it is missing.
[[nodiscard]] const Standing* find(const std::vector<Standing>& standings, const Entrant& entrant);
/// "1.08", "0.93 / 1.10".
[[nodiscard]] std::string text_of(double value);

/// Aims of the live feed, and whether this run met them.
class Aims {
public:
    void at_most(const std::string& what, double value, double bound);
    void at_least(const std::string& what, double value, double bound);
    void print() const;

private:
    struct Aim {
        std::string what;
        std::string value;
        bool is_met = false;
    };
    std::vector<Aim> aims_;
};

}  // namespace bowball::bench::feed
