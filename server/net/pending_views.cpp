#include "net/pending_views.hpp"

#include <algorithm>
#include <utility>

namespace bowball::net {
namespace {

/// A page follows about ten topics. Whoever follows all races has thousands waiting when it comes, and looking each up among all the
/// others would take a second of the net thread.
constexpr std::size_t few = 16;

}  // namespace

Shared* PendingViews::find(std::string_view topic) {
    if (index_) {
        const auto found = index_->find(topic);
        return found == index_->end() ? nullptr : &row_[found->second];
    }
    const auto found = std::find_if(row_.begin() + static_cast<std::ptrdiff_t>(first_), row_.end(), [&](const Shared& one) { return one->topic() == topic; });
    return found == row_.end() ? nullptr : &*found;
}

void PendingViews::note_place(std::size_t place) {
    if (index_) index_->insert_or_assign(row_[place]->topic(), place);
}

bool PendingViews::put(Shared packet) {
    auto* waiting = find(packet->topic());
    if (waiting == nullptr) {
        row_.push_back(std::move(packet));
        note_place(row_.size() - 1);
        if (!index_ && size() > few) {
            index_ = std::make_unique<Index>();
            for (auto place = first_; place < row_.size(); ++place) note_place(place);
        }
        return false;
    }
    // The index reads the topic where its packet holds it, and that one may go.
    if (index_) {
        auto node = index_->extract((*waiting)->topic());
        node.key() = packet->topic();
        index_->insert(std::move(node));
    }
    *waiting = std::move(packet);
    return true;
}

Shared PendingViews::take() {
    if (size() == 0) return nullptr;
    auto next = std::move(row_[first_++]);
    if (index_) index_->erase(next->topic());
    if (size() == 0) clear();
    else if (first_ >= few && first_ > row_.size() / 2) close_up();
    return next;
}

/// Each place that is given up here was taken from before: no more work than a move for each view.
void PendingViews::close_up() {
    row_.erase(row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(first_));
    if (index_) {
        for (auto& [topic, place] : *index_) place -= first_;
    }
    first_ = 0;
}

void PendingViews::clear() {
    if (row_.capacity() > few) row_ = {};
    row_.clear();
    first_ = 0;
    index_.reset();
}

}  // namespace bowball::net
