// A screen of the live feed, and whoever follows the log: on the server's own clients of WebSocket and server-sent events, over a line that is slow, is
// cut, and comes back. It believes what it is shown, and says where that breaks the contract.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "link.hpp"
#include "net/outbox.hpp"
#include "views/views.hpp"
#include "world.hpp"

namespace bowball::simulation {

class Server;

class Screen {
public:
    Screen(World& world, std::vector<std::string> topics, net::Transport transport, bool is_official);

    /// About four times a second: reads what has come, and comes back where the line was cut.
    void look(Server* server);
    /// Everything that is on its way has arrived when it returns.
    void settle(Server& server);

    struct Event {
        std::uint64_t seq;
        std::string data;
    };
    [[nodiscard]] const std::map<std::string, std::string>& views() const { return views_; }
    [[nodiscard]] const std::vector<Event>& log() const { return log_; }
    [[nodiscard]] const std::string& epoch() const { return epoch_; }
    [[nodiscard]] bool follows(std::string_view topic) const;
    [[nodiscard]] bool is_official() const { return is_official_; }
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    void connect(Server& server);
    void drop();
    void read_messages();
    [[nodiscard]] std::optional<std::string> next_message();
    [[nodiscard]] std::optional<std::string> next_event();
    void take(const std::string& message);
    void take_event(const std::string& message);
    void begin_epoch(std::string epoch);
    void complain(const std::string& what);

    World& world_;
    std::vector<std::string> topics_;
    net::Transport transport_;
    bool is_official_;
    std::string name_;
    std::shared_ptr<Link> link_;
    Duration back_at_{};
    std::string bytes_;
    std::string epoch_;
    std::map<std::string, std::string> views_;        ///< topic -> data
    std::map<std::string, std::uint64_t> view_seqs_;
    std::vector<Event> log_;
};

}  // namespace bowball::simulation
