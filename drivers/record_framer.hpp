// Finds the fixed records of core/kernel_record.hpp in a stream that is cut anywhere, and counts and quotes what is none.
#pragma once
#include <cstring>
#include <string>
#include <type_traits>

#include "capture/driver.hpp"
#include "core/text.hpp"

namespace bowball::capture {

template <class Record>
class RecordFramer {
    static_assert(std::is_trivially_copyable_v<Record>);

public:
    /// `what` for people: "GPIO event".
    explicit RecordFramer(std::string what) : what_(std::move(what)) {}

    /// The link has just opened: what stands half is nothing any more.
    void restart(DriverOutput& out) {
        stray_ += pending_;
        pending_.clear();
        complain(out);
    }

    /// Calls `take` for every record that `fits`. Anything else is skipped byte by byte until the next one fits.
    template <class Fits, class Take>
    void feed(Bytes bytes, DriverOutput& out, Fits fits, Take take) {
        pending_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        std::size_t at = 0;
        while (pending_.size() - at >= sizeof(Record)) {
            Record record;
            std::memcpy(&record, pending_.data() + at, sizeof record);
            if (fits(record)) {
                complain(out);
                take(record);
                at += sizeof record;
                continue;
            }
            stray_ += pending_[at++];
            if (stray_.size() >= longest_complaint) complain(out);
        }
        pending_.erase(0, at);
    }

private:
    static constexpr std::size_t longest_complaint = 480;

    void complain(DriverOutput& out) {
        if (stray_.empty()) return;
        out.skipped(stray_.size(), "no " + what_ + ": \"" + printable(stray_, 60) + "\"");
        stray_.clear();
    }

    std::string what_;
    std::string pending_;   ///< shorter than a record between two calls
    std::string stray_;     ///< skipped and not yet said
};

}  // namespace bowball::capture
