// The views that wait for one client: at most one of each topic, the one that waits longest first. Pure.
#pragma once
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "net/packet.hpp"

namespace bowball::net {

class PendingViews {
public:
    /// Takes the place of one of the same topic. Returns whether there was one.
    bool put(Shared packet);
    /// Null if none waits.
    [[nodiscard]] Shared take();
    void clear();
    [[nodiscard]] std::size_t size() const { return row_.size() - first_; }

private:
    using Index = std::map<std::string_view, std::size_t>;   ///< topic, as its packet holds it, and place in the row
    [[nodiscard]] Shared* find(std::string_view topic);
    void close_up();
    void note_place(std::size_t place);

    std::vector<Shared> row_;        ///< what was taken before `first_` is null
    std::size_t first_ = 0;
    std::unique_ptr<Index> index_;   ///< made when many wait; few are found sooner without
};

}  // namespace bowball::net
