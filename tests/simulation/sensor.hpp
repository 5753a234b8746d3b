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

    struct Contact {
        std::uint8_t channel;
        std::uint64_t ticks;
        Duration at;        ///< in truth
        bool may_be_lost;   ///< the sensor was restarted before it was told that this one is recorded
    };

    /// A contact closes now. One that is just starting sees nothing.
    void edge(std::uint8_t channel);
    /// It is restarted: what it held is gone, its clock begins at zero, and for some seconds it is deaf.
    void reboot();
    /// Ten times a second.
    void tick();

    /// The server's process begins, and hands over what the driver reports.
    void begin_server(std::function<void(Observation)> observe);
    void end_server();
    void committed(std::uint64_t mark);

    [[nodiscard]] const DeviceName& name() const { return name_; }
    /// Impulses that the server has not acknowledged.
    [[nodiscard]] std::uint32_t waiting() const { return bwsn_waiting(&sender_); }
    [[nodiscard]] const std::vector<Contact>& contacts() const { return contacts_; }
    [[nodiscard]] bool was_restarted() const { return boots_ > 1; }

private:
    class Port;
    void begin_boot();
    [[nodiscard]] bool is_deaf() const { return world_.now < booted_; }
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
    std::vector<Contact> contacts_;
    std::size_t first_of_boot_ = 0;   ///< of the contacts
    int boots_ = 0;
};

}  // namespace bowball::simulation
