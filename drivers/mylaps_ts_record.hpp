// One passing as the MyLaps Toolkit words it, in each of its three forms. Header only; for mylaps_ts.cpp. Facts: protocols 6.2.
#pragma once
#include <optional>
#include <string>

#include "core/limits.hpp"
#include "drivers/printed_time.hpp"
#include "drivers/transponders.hpp"

namespace bowball::capture::mylaps_ts {

struct Passing {
    std::string chip;                 ///< empty for a marker
    std::optional<DeviceTime> ticks;  ///< the Toolkit's calendar; absent for a marker on an unknown day
    std::string remark;
    bool is_marker = false;
    std::optional<std::uint32_t> bib{};   ///< as the Toolkit knows it; version 2
    std::uint64_t hash = 0;           ///< of location and record
};

/// Without blanks, line ends and NULs at both ends: some versions fill their buffer.
[[nodiscard]] inline std::string_view trim_all(std::string_view text) {
    constexpr auto around = std::string_view{" \t\r\n\0", 5};
    const auto first = text.find_first_not_of(around);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(around) - first + 1);
}

/// A location's name as a channel.
[[nodiscard]] inline std::string channel_of(std::string_view location) {
    const auto name = trim_all(location).substr(0, limits::name_bytes);
    return is_utf8(name) ? std::string{name} : utf8_from_windows_1252(name);
}

/// yymmdd.
[[nodiscard]] inline std::optional<DeviceTime> parse_day(std::string_view text) {
    if (text.size() != 6) return std::nullopt;
    const auto year = parse_number(text.substr(0, 2));
    const auto month = parse_number(text.substr(2, 2));
    const auto day = parse_number(text.substr(4, 2));
    return year && month && day ? transponders::midnight(2000 + *year, *month, *day) : std::nullopt;
}

/// Version 1, 39 characters:
///   0-6 chip, 7-18 time, 19-20 device, 22-23 antennas, 24-26 lap, 27-30 counter, 31-36 yymmdd, 37-38 sum of 0-36 in hexadecimal
[[nodiscard]] inline std::optional<Passing> parse_store(std::string_view record) {
    if (record.size() != 39) return std::nullopt;
    auto sum = 0U;
    for (const auto character : record.substr(0, 37)) sum += static_cast<unsigned char>(character);
    static constexpr auto* digits = "0123456789ABCDEF";
    if (record[37] != digits[sum >> 4 & 15] || record[38] != digits[sum & 15]) return std::nullopt;
    const auto chip = trim(record.substr(0, 7));
    // Older documents show hundredths behind a blank: 11 characters.
    const auto time = parse_time_of_day(trim(record.substr(7, 12)));
    const auto day = parse_day(record.substr(31, 6));
    if (chip.empty() || !time || !day) return std::nullopt;
    const auto column = [&](std::size_t at, std::size_t count) { return printable(trim(record.substr(at, count)), 8); };
    return Passing{std::string{chip}, *day + time->time,
                   "transponder " + printable(chip, 20) + ", device " + column(19, 2) + ", antennas " + column(22, 2) + ", lap " + column(24, 3) + ", counter " + column(27, 4)};
}

/// The value of a key in "t=13:11:30.904|c=0000041"; empty if it is not there.
[[nodiscard]] inline std::string_view value_of(std::string_view text, std::string_view key) {
    for (const auto pair : split(text, '|')) {
        if (pair.size() > key.size() && pair.starts_with(key) && pair[key.size()] == '=') return trim(pair.substr(key.size() + 1));
    }
    return {};
}

/// Version 2, keys and values.
[[nodiscard]] inline std::optional<Passing> parse_passing(std::string_view text) {
    const auto chip = value_of(text, "c");
    const auto time = parse_time_of_day(value_of(text, "t"));
    const auto day = parse_day(value_of(text, "d"));
    if (chip.empty() || !time || !day) return std::nullopt;
    const auto value = [&](std::string_view key) { return printable(value_of(text, key), 20); };
    Passing passing{std::string{chip}, *day + time->time,
                    "transponder " + printable(chip, 40) + ", kind " + value("ct") + ", device " + value("dv") + ", antennas " + value("an") + ", lap " + value("l") + ", bib " + value("n")};
    const auto bib = parse_number(value_of(text, "b"));
    if (bib && *bib > 0 && *bib <= 0xFFFF) passing.bib = static_cast<std::uint32_t>(*bib);
    return passing;
}

/// "t=11:03:40.347|mt=Gunshot|n=Gunshot 1", or "2025-04-13 06:00:00.000|ext-gun|Extern gunshot". The first has no date: it
/// is of the day that brings it nearest to the newest passing.
[[nodiscard]] inline std::optional<Passing> parse_marker(std::string_view text, std::optional<DeviceTime> newest) {
    Passing marker;
    marker.is_marker = true;
    marker.remark = printable(text, 80);
    if (text.size() >= 19 && text[4] == '-' && text[7] == '-' && text[10] == ' ') {
        const auto day = parse_day(std::string{text.substr(2, 2)} + std::string{text.substr(5, 2)} + std::string{text.substr(8, 2)});
        const auto time = parse_time_of_day(trim(split(text.substr(11), '|')[0]));
        if (!day || !time || !text.starts_with("20")) return std::nullopt;
        marker.ticks = *day + time->time;
        return marker;
    }
    const auto time = parse_time_of_day(value_of(text, "t"));
    if (!time) return std::nullopt;
    if (!newest) {
        marker.remark = "The marker bears no date, and no passing told it; " + marker.remark;
        return marker;
    }
    const auto since_midnight = time->time;
    const auto day = std::chrono::round<std::chrono::days>(newest->time_since_epoch() - since_midnight);
    marker.ticks = DeviceTime{day + since_midnight};
    return marker;
}

}  // namespace bowball::capture::mylaps_ts
