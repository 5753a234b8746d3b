// What is on its way to the clients of one net thread: of each topic the newest view, for the newest wins, and which broadcasts not
// everybody was offered yet. Pure.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "net/broadcast.hpp"

namespace bowball::net {

class UnderWay {
public:
    /// `number`: greater than any before. `broadcast` null: a heartbeat.
    void add(std::uint64_t number, const Broadcast* broadcast);
    /// Everybody was offered all up to `number`. Tells the broadcasts among them, the oldest first.
    void finish(std::uint64_t number, const std::function<void(std::uint64_t broadcast)>& tell);
    [[nodiscard]] bool is_empty() const { return notes_.empty(); }

    /// The views that came after `number`, in the order in which they came.
    template <typename Take>
    void each_after(std::uint64_t number, const Take& take) const {
        for (auto at = views_.lower_bound({number + 1, 0}); at != views_.end(); ++at) take(at->second);
    }
    [[nodiscard]] std::size_t views() const { return views_.size(); }
    [[nodiscard]] std::size_t notes() const { return notes_.size(); }

private:
    using Place = std::pair<std::uint64_t, std::size_t>;   ///< number, and which one of its views
    struct Note {
        std::uint64_t number = 0;
        std::uint64_t broadcast = 0;   ///< 0: none
    };
    void forget_current();
    std::deque<Note> notes_;                     ///< at most limits::broadcasts_told
    std::map<Place, Broadcast::View> views_;     ///< at most one of each topic
    std::map<std::string, Place> by_topic_;
};

}  // namespace bowball::net
