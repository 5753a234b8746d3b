// Knows the truth of a simulated regatta, and what was promised: what was shown as recorded is never lost, numbers are never given twice in one epoch,
// the feed is the journal, times and places are the truth within what is said of them.
#pragma once
#include <map>
#include <optional>

#include "heat.hpp"
#include "screen.hpp"
#include "server.hpp"

namespace bowball::simulation {

class Oracle {
public:
    explicit Oracle(World& world) : world_(world) {}

    // While it goes on:
    void see(const race::Batch& batch, const journal::Head& head);
    void see_output(const OutputOrder& order, const Server* server);
    /// Now and then, between two batches: what was shown last of each view is the race's, and official results are what was sealed.
    void compare_shown(const Server& server);
    /// Before a life ends at rest: between two batches. `in_the_midst`: it died while it did something.
    void remember(const Server& server, bool in_the_midst);
    void compare(const Server& next);

    // At the end:
    void check_journal(const Server& server);
    void check_screens(const Server& server, const std::vector<Screen>& screens);
    void check_impulses(const Server& server, const Venue& venue);
    void check_result(const Server& server, const Venue& venue, const Heat& heat);

private:
    struct Life {
        std::string epoch;
        bool is_unnamed = false;                                 ///< a new epoch, which a full disk may not have taken: the next life has another one
        Seq recorded;                                            ///< newest entry in the journal
        Seq head;
        std::size_t unwritten = 0;
        std::optional<std::map<std::string, std::string>> views; ///< absent where it died in the midst of something
    };
    [[nodiscard]] static std::map<std::string, std::string> views_of(const engine::MeetState& state);
    void compare_seals(const engine::MeetState& state);
    void check_again(const Heat& heat, const engine::Judgement& judged);
    void check_splits(const Venue& venue, const Heat& heat, const engine::LaneResult& result, Duration unit);
    void compare_views(const std::map<std::string, std::string>& is, const std::map<std::string, std::string>& should_be, const std::string& whose);

    World& world_;
    std::map<std::uint64_t, std::string> recorded_;   ///< seq -> line, of what was published as recorded
    std::uint64_t last_seen_ = 0;                     ///< in this life
    std::map<std::string, std::string> shown_;        ///< topic -> data, in this life
    std::optional<Life> before_;
};

}  // namespace bowball::simulation
