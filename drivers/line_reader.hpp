// Cuts a device's stream into lines. Bounded: a line without an end is skipped and said.
#pragma once
#include <string>
#include <utility>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"

namespace bowball::capture {

/// Lines end with CR or LF or both; empty ones are nobody's.
class LineReader {
public:
    /// Calls take(std::string_view line, HostTime began) for each line that ends in `bytes`; `began` is the arrival of its
    /// first byte.
    template <class Take>
    void feed(Bytes bytes, HostTime at, DriverOutput& out, Take take) {
        for (const auto byte : bytes) {
            const auto character = static_cast<char>(byte);
            if (character == '\r' || character == '\n') {
                if (!line_.empty()) take(std::string_view{line_}, began_);
                line_.clear();
                continue;
            }
            if (line_.empty()) began_ = at;
            line_ += character;
            if (line_.size() > limits::device_line_bytes) {
                out.skipped(line_.size(), "a line without an end: \"" + printable(line_, 60) + "\"");
                line_.clear();
            }
        }
    }

    /// The link was opened anew: half a line is nothing any more, and was something.
    void restart(DriverOutput& out) {
        if (!line_.empty()) out.skipped(line_.size(), "the line broke off: \"" + printable(line_, 60) + "\"");
        line_.clear();
    }

private:
    std::string line_;
    HostTime began_;
};

}  // namespace bowball::capture
