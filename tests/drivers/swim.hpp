// Helpers for the tests of swimming consoles: a driver with some settings, a line of a result.
#pragma once
#include <algorithm>

#include "collector.hpp"
#include "folders.hpp"
#include "io/capture_file.hpp"

namespace bowball::capture {

/// A driver with the defaults of its spec, but for `changed`.
inline Result<std::unique_ptr<Driver>> make_with(std::string_view name, const Settings& changed) {
    const auto* spec = *std::ranges::find(all_drivers(), name, &DriverSpec::name);
    Settings settings;
    for (const auto& one : spec->settings) settings.emplace_back(one.key, one.default_value);
    for (const auto& [key, value] : changed) std::ranges::find(settings, key, [](const auto& one) { return one.first; })->second = value;
    return spec->make(settings);
}

/// The row of a lane, or an empty one.
inline RawResultRow row_of(const RawResult& result, std::uint32_t lane) {
    const auto found = std::ranges::find(result.rows, lane, &RawResultRow::lane);
    return found == result.rows.end() ? RawResultRow{} : *found;
}

/// Lanes that have a time.
inline std::size_t finishers(const RawResult& result) {
    return static_cast<std::size_t>(std::ranges::count_if(result.rows, [](const RawResultRow& row) { return row.time.has_value(); }));
}

/// The bytes of our recording of a driver.
inline std::string own_recording(std::string_view driver) {
    std::string bytes;
    const auto read = io::read_capture(tests_folder() + "/devices/" + std::string{driver} + ".cap");
    if (!read) return bytes;
    for (const auto& piece : read->pieces) {
        if (piece.direction == '<') bytes += piece.bytes;
    }
    return bytes;
}

}  // namespace bowball::capture
