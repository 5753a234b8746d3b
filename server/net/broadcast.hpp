// What goes on the air together: put together once, shared by every thread that serves clients, and never changed.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/anchor.hpp"
#include "core/ids.hpp"
#include "net/packet.hpp"
#include "views/views.hpp"

namespace bowball::net {

/// One view as it goes on the air.
struct Frame {
    std::string topic;
    views::Audience audience = views::Audience::everyone;
    Seq seq;
    std::optional<std::int64_t> edge_us;
    std::string data;                    ///< JSON object
    std::shared_ptr<const views::View> view = {};   ///< what it was made of, for whoever writes it in another form; may be null
};

/// One public entry of the log.
struct LogFrame {
    Seq seq;
    std::string data;
    std::optional<std::int64_t> edge_us = {};   ///< of the impulse that it records
};

/// What an edge knows of the venue's time.
struct VenueWord {
    Anchor anchor;               ///< ties this computer's clock to the venue's timeline, as well as the newest word allows
    std::int64_t said_us = 0;    ///< when the venue was heard last, on its timeline
};

/// What the race hands over; at an edge, what the hub has brought.
struct Publication {
    std::vector<Frame> frames;
    std::vector<LogFrame> entries;
    Seq head;
    std::optional<std::int64_t> edge_us = {};        ///< of the impulse that caused it
    std::optional<std::int64_t> committed_us = {};   ///< when that was in the journal
    std::optional<VenueWord> venue = {};             ///< at an edge
};

/// The same as bytes for clients. Its topics stand in their packets.
struct Broadcast {
    struct View {
        views::Audience audience{};
        Shared packet;
    };
    struct Entry {
        Seq seq;
        Seq prev;
        Shared packet;
    };
    std::uint64_t number = 0;            ///< which one, from 1 on
    bool turns = false;                  ///< "current/..." names another race from here on: what stood under it is off the air
    std::vector<View> views;
    std::vector<Entry> entries;
    Seq head;
    std::optional<std::int64_t> edge_us;
    std::optional<VenueWord> venue;
};

}  // namespace bowball::net
