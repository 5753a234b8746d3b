// The newest frame of every view, and which of them are still to leave: new ones first, then those that are said again. Memory is as
// large as the programme, however long the hub is away. Pure.
#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace bowball::relay {

class Shelf {
public:
    using Instant = std::chrono::steady_clock::time_point;
    struct Frame {
        std::string topic;
        std::shared_ptr<const std::string> bytes;
    };

    /// Takes the place of the frame of this topic.
    void put(Frame frame);
    /// All that is new, and at most `again` of the others that are due.
    [[nodiscard]] std::vector<Frame> take(std::size_t again);
    /// What was taken did not leave: it is due as before, unless something newer took its place.
    void give_back(const std::vector<Frame>& frames);
    /// What was taken has left. It is said again after two and after ten seconds: a frame that was lost between hub and edge, or that
    /// the stream did not keep, would else be missed until its view changes.
    void note_sent(const std::vector<Frame>& frames, Instant now);
    /// Those whose second or third time has come are due.
    void look(Instant now);
    /// Everything is due: the hub may have lost it, or never had it.
    void say_all_again();
    [[nodiscard]] bool is_idle() const { return fresh_.empty() && again_.empty(); }
    [[nodiscard]] std::size_t size() const { return held_.size(); }

private:
    struct Held {
        std::shared_ptr<const std::string> bytes;
        int times = 0;                ///< that it has left
        Instant sent;
    };
    std::map<std::string, Held> held_;
    std::set<std::string> fresh_;
    std::set<std::string> again_;
    std::set<std::string> to_repeat_; ///< left once or twice
};

}  // namespace bowball::relay
