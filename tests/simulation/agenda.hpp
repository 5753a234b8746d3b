// Simulated time: what is to happen, and when.
#pragma once
#include <algorithm>
#include <functional>
#include <map>

#include "core/time.hpp"

namespace bowball::simulation {

/// Things that happen, in the order of their times; equal times in the order in which they were planned.
class Agenda {
public:
    void at(Duration when, std::function<void()> what) { plan_.emplace(when, std::move(what)); }
    /// Everything in its turn; `now` moves with it.
    void run(Duration& now) {
        while (!plan_.empty()) {
            auto first = plan_.begin();
            now = std::max(now, first->first);
            const auto what = std::move(first->second);
            plan_.erase(first);
            what();
        }
    }

private:
    std::multimap<Duration, std::function<void()>> plan_;
};

}  // namespace bowball::simulation
