// Asks a timer that speaks only when something is stamped whether it is still there. Header only; what the answer looks like is
// for its driver to know. No I/O here.
//
// An answer may be cut into the line of an impulse (user-pains 5). So nothing is asked while lines come, and a device that never
// answers is not asked for ever.
#pragma once
#include <algorithm>
#include <string>
#include <utility>

#include "capture/driver.hpp"

namespace bowball::capture {

class Questions {
public:
    /// `question` is sent as it is. Empty: nothing is ever asked.
    explicit Questions(std::string question) : question_(std::move(question)) {}

    /// Or the device was switched on: it may be another one, which answers.
    void on_open(HostTime at) {
        quiet_since_ = at;
        unanswered_ = 0;
    }
    /// Bytes came, of whatever kind.
    void heard(HostTime at) { quiet_since_ = std::max(quiet_since_, at); }

    /// From the first answer on silence says something.
    void answered(DriverOutput& out) {
        if (question_.empty()) return;
        if (!has_answered_) out.rhythm(silence);
        has_answered_ = true;
    }

    void on_tick(HostTime at, DriverOutput& out) {
        if (question_.empty() || at < quiet_since_ + quiet || (!has_answered_ && unanswered_ == most_unanswered)) return;
        quiet_since_ = at;
        ++unanswered_;
        out.send(question_);
    }

private:
    static constexpr Duration quiet = 10s;
    /// Two questions without an answer.
    static constexpr Duration silence = 25s;
    /// One that has never answered does not understand the question.
    static constexpr unsigned most_unanswered = 3;

    std::string question_;
    HostTime quiet_since_;   ///< of its bytes and of our questions
    unsigned unanswered_ = 0;
    bool has_answered_ = false;
};

}  // namespace bowball::capture
