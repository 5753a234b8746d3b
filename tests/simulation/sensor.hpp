// A sensor on the network: the reference sender in C with a clock of its own, the server's driver, and between them a network that loses, doubles
// and reorders datagrams.
#pragma once
#include <deque>
#include <memory>

#include "capture/driver.hpp"
#include "sender.h"
#include "world.hpp"

namespace bowball::simulation {

class Sensor {
public:
    /// `number`: which one; `ppb`: by how much its clock runs fast.
    Sensor(World& world, DeviceName name, std::uint32_t number, std::int64_t ppb);
    ~Sensor();
    Sensor(const Sensor&) = delete;
    Sensor& operator=(const Sensor&) = delete;

    /// A contact closes now.
    void edge(std::uint8_t channel);
    /// Ten times a second.
    void tick();

    /// The server's process begins, and hands over what the driver reports.
    void begin_server(std::function<void(Observation)> observe);
    void end_server();
    void committed(std::uint64_t mark);

    [[nodiscard]] const DeviceName& name() const { return name_; }
    /// Impulses that the server has not acknowledged.
    [[nodiscard]] std::uint32_t waiting() const { return bwsn_waiting(&sender_); }
    /// Contacts so far: their ticks, by channel.
    [[nodiscard]] const std::vector<std::pair<std::uint8_t, std::uint64_t>>& edges() const { return edges_; }

private:
    class Port;
    [[nodiscard]] std::uint64_t ticks() const;
    void carry(std::string bytes, bool to_server);
    void arrive(const std::string& bytes, bool to_server);

    World& world_;
    DeviceName name_;
    std::uint32_t number_;
    std::int64_t ppb_;
    Duration booted_;
    bwsn_sensor sender_{};
    std::deque<std::string> inbox_;
    Duration out_until_{};            ///< nothing gets through before
    std::unique_ptr<Port> port_;      ///< at the server; null while there is none
    std::vector<std::pair<std::uint8_t, std::uint64_t>> edges_;
};

}  // namespace bowball::simulation
