// How a device is connected, as written in the configuration:
//
//   serial:///dev/ttyUSB0?baud=9600&parity=none&stop=1     a serial line or a pseudo-terminal
//   tcp://192.168.1.50:7000                                a device that listens
//   tcp-listen://127.0.0.1:3097                            a device that connects to us; one at a time
//   udp://127.0.0.1:7002                                   datagrams, each a piece of the stream
//   folder:///srv/lynx?pattern=*.lif&rest_ms=500           files, each once it has rested, again when it changes
//   replay:///srv/finish.cap?speed=1                   a recording, at its own pace
//   gpio:///dev/gpiochip0?in=5,6&out=12,13             lines of a GPIO chip. More: edge=both|rising|falling, of all inputs;
//                                                      bias=pull-up|pull-down|none; active_low=5,6; clock=monotonic|hte;
//                                                      buffer=16..1024 events; debounce_us, which stamps the end of the wait
//   modem:///dev/ttyS0?lines=dcd,cts,dsr,ri            contacts on a serial port's modem lines
//   pps:///dev/pps0                                    a pulse-per-second source
//   ptp:///dev/ptp0                                    a PTP hardware clock
//
// arrival=ignored, on serial and network links and replays, says that the bytes do not come at the pace of the device's clock: somebody plays a
// morning through a pseudo-terminal in a minute. Then a stamp may disagree with its arrival, the device's clock remains one
// clock, and its ticks alone say how far two stamps are apart. A replay with a speed does so by itself.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

namespace bowball::io {

enum class LinkKind : std::uint8_t { serial, tcp, tcp_listen, udp, folder, replay, gpio, modem, pps, ptp };

struct LinkSpec {
    LinkKind kind{};
    std::string path;    ///< all others: of a device, folder or file
    std::string host;    ///< tcp, tcp-listen, udp
    std::uint16_t port = 0;
    std::vector<std::pair<std::string, std::string>> options;
    std::string text;    ///< as written
    /// folder: of files with such an ending, in small letters, the beginning is taken, and the digest. Not written: the driver asks for it.
    std::vector<std::string> digested{};

    /// The option as written, or the default.
    [[nodiscard]] std::string option(std::string_view key, std::string_view otherwise) const;
    /// The option as a number; checked by parse_link.
    [[nodiscard]] std::uint64_t number(std::string_view key, std::uint64_t otherwise) const;
    /// The option as a list of line numbers; checked by parse_link.
    [[nodiscard]] std::vector<std::uint32_t> lines(std::string_view key) const;
    /// False for arrival=ignored, and for a replay faster than life.
    [[nodiscard]] bool arrival_counts() const;
};

/// Strict: an unknown kind or option, a missing port, a number that is none are refused with a sentence.
[[nodiscard]] Result<LinkSpec> parse_link(std::string_view text);

}  // namespace bowball::io
