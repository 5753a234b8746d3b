// What subjects and streams of a meet are called on the hub (docs/operating/relay.md has them for people). Pure.
//
//   bowball.<meet>.live.view.race.12.board    the newest frame of a view: at once, and kept by the stream bowball-live-<meet>
//   bowball.<meet>.live.beat                  once a second: that the venue lives, and what time it is there
//   bowball.<meet>.log.<epoch>                journal entries, in the stream bowball-log-<meet>-<epoch>
#pragma once
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball::relay {

class Names {
public:
    /// Small letters, digits, '-' and '_', at most 40: it is part of subjects, permissions and addresses. Fails with errc::bad_input.
    [[nodiscard]] static Result<Names> of(const std::string& meet);

    [[nodiscard]] const std::string& meet() const { return meet_; }
    [[nodiscard]] std::string view(std::string_view topic) const;
    [[nodiscard]] std::string beat() const;
    /// Views and beats, to subscribe to.
    [[nodiscard]] std::string live() const;
    [[nodiscard]] std::string live_stream() const;
    [[nodiscard]] std::string log(const std::string& epoch) const;
    [[nodiscard]] std::string log_stream(const std::string& epoch) const;

private:
    explicit Names(std::string meet) : meet_(std::move(meet)) {}
    std::string meet_;
};

}  // namespace bowball::relay
