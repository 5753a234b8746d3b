// A timer on the network: it says each line to the server that is connected, as an ALGE Timy on a serial server does (lines as tests/devices/alge_timy.cap has them).
#pragma once
#include <cstdint>
#include <tuple>

namespace bowball::bench::edge {

class TimerLine {
public:
    TimerLine();
    ~TimerLine();
    TimerLine(const TimerLine&) = delete;
    TimerLine& operator=(const TimerLine&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// Waits ten seconds at most for the server.
    [[nodiscard]] bool is_heard();
    /// Number and channel ("C0", "C1") with the time that it is now.
    void stamp(int number, const char* channel);

private:
    int listener_ = -1;
    int line_ = -1;
    std::uint16_t port_ = 0;
    std::int64_t began_ns_ = 0;
};

}  // namespace bowball::bench::edge
