// What every view said during the last minute, so that a feed can be as late as the picture. Pure: the time is handed in.
// Bounded by limits::feed_versions; where more changed, the past is shorter.
#pragma once
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/time.hpp"
#include "views/views.hpp"

namespace bowball::feeds {

using SharedView = std::shared_ptr<const views::View>;

class Past {
public:
    /// `keep`: how far back can be asked.
    explicit Past(Duration keep) : keep_us_(std::chrono::floor<std::chrono::microseconds>(keep).count()) {}

    /// A new version; times count on one timeline and do not go back.
    void add(const std::string& topic, SharedView view, std::int64_t at_us);
    struct Found {
        SharedView view;                              ///< null: it was not on the air then, or nobody knows
        bool is_known = false;                        ///< there is such a topic, then or later
        std::optional<std::int64_t> begins_us = {};   ///< nobody knows: what is held begins only here
    };
    /// The version that was on the air then. Before the first of all, or where older ones had to make room, it is not known: what came later would
    /// be ahead of the picture.
    [[nodiscard]] Found find(const std::string& topic, std::int64_t at_us) const;
    [[nodiscard]] std::size_t held() const { return held_; }

private:
    struct Version {
        std::int64_t at_us = 0;
        SharedView view;
    };
    using Versions = std::deque<Version>;
    struct Topic {
        Versions versions;
        bool is_cut = false;   ///< older ones had to make room
    };
    void forget(Versions& versions, std::int64_t now_us);
    void make_room();

    std::int64_t keep_us_;
    std::map<std::string, Topic> topics_;
    std::optional<std::int64_t> begun_us_;   ///< when the first of all came
    std::size_t held_ = 0;
};

}  // namespace bowball::feeds
