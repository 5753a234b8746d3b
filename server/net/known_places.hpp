// From where somebody was signed in before. Guesses from elsewhere do not make him wait there. Bounded; in memory: a restart forgets it. Pure.
#pragma once
#include <map>
#include <string>

#include "core/time.hpp"

namespace bowball::net {

class KnownPlaces {
public:
    explicit KnownPlaces(std::size_t most) : most_(most) {}

    void note(const std::string& place, HostTime now) {
        if (!places_.contains(place) && places_.size() >= most_) {
            auto oldest = places_.begin();
            for (auto at = places_.begin(); at != places_.end(); ++at) oldest = at->second < oldest->second ? at : oldest;
            places_.erase(oldest);
        }
        places_[place] = now;
    }
    [[nodiscard]] bool knows(const std::string& place) const { return places_.contains(place); }
    [[nodiscard]] std::size_t size() const { return places_.size(); }

private:
    std::size_t most_;
    std::map<std::string, HostTime> places_;   ///< and when
};

}  // namespace bowball::net
