// The three programs of a meet beyond one machine, as processes of their own: a hub, a venue, an edge. All on loopback, on ports that they find free.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "bench/feed/child.hpp"

namespace bowball::bench::edge {

/// The meet's name on the hub.
inline constexpr auto meet = "bench";

/// nats-server with JetStream, its store in `folder`. Null where it does not come up.
struct HubProcess {
    std::unique_ptr<feed::Child> process;
    std::string url;
};
[[nodiscard]] std::optional<HubProcess> start_hub(const std::string& folder);

/// A server of ours and where it listens.
struct HouseProcess {
    std::unique_ptr<feed::Child> process;
    std::uint16_t port = 0;
    std::uint16_t tls_port = 0;    ///< 0: none
    std::string code;              ///< to sign in with; empty: it printed none
    std::int64_t serves_ns = 0;    ///< from its start until it said that it serves
};
/// `bowball WORDS`; its complaints in `log`. Nothing where it does not say within half a minute that it serves.
[[nodiscard]] std::optional<HouseProcess> start_house(const std::vector<std::string>& words, const std::string& log);
/// `bowball edge` on one net thread, that follows the hub.
[[nodiscard]] std::optional<HouseProcess> start_edge_process(const std::string& hub, const std::string& log, const std::vector<std::string>& more = {});
/// `bowball serve` in `folder` on its config.toml.
[[nodiscard]] std::optional<HouseProcess> start_serve(const std::string& folder, const std::vector<std::string>& more = {});

/// A header of a request: the cookie of whoever signs in with the code. Empty where the server does not take it.
[[nodiscard]] std::string sign_in(std::uint16_t port, const std::string& code);

}  // namespace bowball::bench::edge
