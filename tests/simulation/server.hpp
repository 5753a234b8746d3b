// One life of the server: the real journal, race, air, hub and clients, put together as App does it, without threads and sockets. It dies where
// a Death is thrown, or by itself at a moment that was drawn.
#pragma once
#include <boost/asio/io_context.hpp>
#include <memory>

#include "disk.hpp"
#include "link.hpp"
#include "net/air.hpp"
#include "net/feed_client.hpp"
#include "net/hub.hpp"
#include "net/watch.hpp"
#include "race/race.hpp"

namespace bowball::simulation {

class Server {
public:
    struct Plan {
        std::vector<ChannelBinding> channels;
        std::map<DeviceName, race::DriverLabel> drivers;
        std::function<void(const DeviceName&, std::uint64_t)> committed;
        std::function<void(const race::Batch&, const journal::Head&)> watch;   ///< sees every batch before it is shown
        std::function<void(const OutputOrder&)> output;                        ///< to the start equipment
    };
    /// Fails where the disk does.
    [[nodiscard]] static Result<std::unique_ptr<Server>> open(World& world, Disk& disk, Plan plan);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void observe(Observation observation);
    [[nodiscard]] engine::Outcome press(const engine::Command& command, const std::string& id, const std::string& reason);
    /// Once a second.
    void tick();
    void drain();
    /// As it is stopped for good.
    [[nodiscard]] std::string stop();
    void die_before_showing() { dies_before_showing_ = true; }

    void welcome(const std::shared_ptr<Link>& link, net::Transport transport, bool is_official, const std::vector<std::string>& topics, const std::string& since);
    /// Something may have happened on the line.
    void wake(Link& link);
    /// The public has its turn, and what was posted.
    void go_on();

    [[nodiscard]] bool is_dead() const { return is_dead_; }
    [[nodiscard]] const race::Race& race() const { return *race_; }
    [[nodiscard]] const engine::MeetState& state() const { return race_->state(); }
    [[nodiscard]] const journal::Journal& journal() const { return *journal_; }
    [[nodiscard]] Duration begun() const { return begun_; }

private:
    Server(World& world, std::unique_ptr<journal::Journal> journal, Plan plan);
    [[nodiscard]] Result<void> begin();
    template <class Do>
    void alive(Do&& what);
    void publish(const race::Batch& batch);
    void put_on_air(const net::Publication& publication);
    [[nodiscard]] std::int64_t now_us() const;

    World& world_;
    std::unique_ptr<journal::Journal> journal_;
    Plan plan_;
    Duration begun_;
    bool is_dead_ = false;
    bool dies_before_showing_ = false;
    Anchor anchor_;
    std::unique_ptr<net::Air> air_;
    std::unique_ptr<net::Hub> hub_;
    std::unique_ptr<net::ClientContext> clients_;   // before the context: clients in its queue leave the hub when it goes
    boost::asio::io_context context_{1};
    net::Watch watch_{context_};
    std::vector<std::weak_ptr<Link>> links_;
    std::unique_ptr<race::Race> race_;
};

}  // namespace bowball::simulation
