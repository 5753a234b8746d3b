// Who comes in to the feed, by which of its transports, and with which place in the order of service. Main net thread only.
#pragma once
#include <string>

#include "net/feed_tokens.hpp"
#include "net/http_connection.hpp"
#include "net/returns.hpp"
#include "net/shards.hpp"

namespace bowball::net {

class Reception {
public:
    /// What it reaches for; outlives it.
    struct Rooms {
        Shards& shards;
        FeedAccess& feed_access;
        const Places& places;
        Places& board_places;   ///< of boards without a token
        Places& token_places;   ///< of boards with one
        const Returns& returns;
    };
    explicit Reception(const Rooms& rooms) : rooms_(rooms) {}

    void start_websocket(Guest guest, WebsocketUpgrade upgrade);
    void start_events(Guest guest);
    /// When somebody is to come back, by how many are here.
    [[nodiscard]] std::int64_t retry_ms() const;

private:
    [[nodiscard]] Visitor visitor_of(const Guest& guest);
    [[nodiscard]] std::shared_ptr<void> board_place_of(const Guest& guest);
    [[nodiscard]] ClientContext& clients() { return rooms_.shards.main().client_context(); }
    /// Whether only officials may stay, and this is none.
    [[nodiscard]] static bool is_full(const Guest& guest, const Visitor& visitor) { return guest.place->is_kept_for_officials() && visitor.actor.role == Role::viewer; }

    Rooms rooms_;
};

}  // namespace bowball::net
