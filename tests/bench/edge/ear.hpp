// One screen that says when each board reached it, to the clock that all processes of this computer share.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "net/client.hpp"

namespace bowball::bench::edge {

class Ear {
public:
    /// Follows topics, as JSON has them: "race/*/board". The server is on loopback.
    Ear(std::uint16_t port, const std::string& topics, const std::string& since = {});

    /// Reads what is there. Of a board of a newer impulse than any before it keeps when it came.
    void read();
    /// When the first board of an impulse came that was not heard of at the last call of forget(); nothing: none yet.
    [[nodiscard]] std::optional<std::int64_t> came() const { return came_; }
    void forget() { came_.reset(); }
    /// The newest entry of the log that has come; 0: none.
    [[nodiscard]] std::uint64_t newest_entry() const { return entry_; }
    [[nodiscard]] int descriptor() const { return socket_.descriptor(); }
    [[nodiscard]] bool is_there() const { return is_there_; }

private:
    /// Of the frame that the bytes begin with, its size; 0: it is not whole.
    [[nodiscard]] std::size_t take_frame(std::string_view buffer);
    void take(std::string_view text);

    net::RawSocket socket_;
    bool is_there_ = false;
    std::int64_t read_ns_ = 0;
    std::int64_t edge_us_ = 0;      ///< of the newest impulse
    std::optional<std::int64_t> came_;
    std::uint64_t entry_ = 0;
};

/// Waits until one of them may be read, `wait_ms` at most, and reads both.
void read_both(Ear& one, Ear& other, int wait_ms);

}  // namespace bowball::bench::edge
