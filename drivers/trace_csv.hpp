// Reads a CSV file of force or acceleration around a start: one column a lane, one row a sample. Header only; for start_trace.cpp.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/trace_text.hpp"

namespace bowball::capture::trace_text {

/// "12.5" as microseconds, up to three decimals of a millisecond.
[[nodiscard]] inline std::optional<std::int64_t> microseconds_of(std::string_view text) {
    const auto point = text.find('.');
    const auto whole = integer(text.substr(0, point), 0, most_ticks_us / 1000);
    if (!whole || point == std::string_view::npos) return whole ? std::optional{*whole * 1000} : std::nullopt;
    auto decimals = std::string{text.substr(point + 1)};
    if (decimals.empty() || decimals.size() > 3) return std::nullopt;
    decimals.resize(3, '0');
    const auto part = parse_number(decimals);
    return part ? std::optional{*whole * 1000 + static_cast<std::int64_t>(*part)} : std::nullopt;
}

/// "time_ms,lane 1,lane 2", then a row for each sample. Nothing of a file with a row that cannot be read is used.
class CsvFile {
public:
    /// False, and `problem`, where it is no such file.
    bool read(std::string_view content) {
        auto number = 0;
        if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);  // a byte-order mark, as spreadsheets write it
        for (auto line : split(content, '\n')) {
            line = trim(line);
            ++number;
            if (line.empty()) continue;
            const auto fields = split(line, ',');
            const auto good = names.empty() ? take_head(fields) : take_row(fields);
            if (good) continue;
            problem = "line " + std::to_string(number) + ": \"" + printable(line, 60) + "\"" +
                      (names.empty() ? " is no heading such as time_ms,lane 1,lane 2" : " needs a rising time in ms and a whole number for each column");
            return false;
        }
        // Of a number that was cut off the rest reads as another force.
        if (!content.empty() && content.back() != '\n') problem = "the last line has no end, as in a file that was cut off";
        else if (times_us.size() < 2) problem = "fewer than two samples";
        else if (!is_even()) problem = "the samples are not evenly spaced";
        return problem.empty();
    }
    /// Half of the last digit that the file prints: 0.5 ms for whole milliseconds, 0.5 us for three decimals. Programs leave out zeros
    /// at the end, so the row with most decimals tells.
    [[nodiscard]] Duration rounding() const { return decimals_ == 0 ? 500us : decimals_ == 1 ? 50us : decimals_ == 2 ? 5us : Duration{500ns}; }
    [[nodiscard]] Duration interval() const { return Duration{(times_us.back() - times_us.front()) * 1000 / static_cast<std::int64_t>(times_us.size() - 1)}; }

    std::vector<std::string> names;
    std::vector<std::vector<std::int16_t>> columns;
    std::vector<std::int64_t> times_us;
    std::string problem;

private:
    bool take_head(const std::vector<std::string_view>& fields) {
        if (fields.size() < 2 || fields.size() > limits::unfinished_traces || trim(fields[0]) != "time_ms") return false;
        for (std::size_t i = 1; i < fields.size(); ++i) {
            if (!is_name(trim(fields[i]))) return false;
            names.emplace_back(trim(fields[i]));
        }
        columns.resize(names.size());
        return true;
    }
    bool take_row(const std::vector<std::string_view>& fields) {
        if (fields.size() != names.size() + 1 || times_us.size() >= limits::trace_samples) return false;
        const auto printed = trim(fields[0]);
        const auto time = microseconds_of(printed);
        if (!time || (!times_us.empty() && *time <= times_us.back())) return false;
        if (const auto point = printed.find('.'); point != std::string_view::npos) decimals_ = std::max(decimals_, printed.size() - point - 1);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto value = integer(trim(fields[i + 1]), INT16_MIN, INT16_MAX);
            if (!value) return false;
            columns[i].push_back(static_cast<std::int16_t>(*value));
        }
        times_us.push_back(*time);
        return true;
    }
    /// A row that is missing would move all that follow it. Printed times are rounded, hence half an interval.
    [[nodiscard]] bool is_even() const {
        const auto step = interval();
        if (step <= 0ns || step > longest_interval) return false;
        const auto is_odd = [&](std::int64_t before, std::int64_t after) { return std::chrono::abs((after - before) * 1us - step) > step / 2; };
        return std::ranges::adjacent_find(times_us, is_odd) == times_us.end();
    }

    std::size_t decimals_ = 0;   ///< of a millisecond, at most three
};

}  // namespace bowball::capture::trace_text
