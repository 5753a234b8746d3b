// Who may wait until his password is checked: nobody's telephone keeps all places, and the last are for those who were here before. Pure.
#pragma once
#include <map>
#include <string>

#include "core/access_limits.hpp"
#include "core/limits.hpp"

namespace bowball::net {

class WaitingRoom {
public:
    /// Whether there is a place for one more of `network`. `is_known`: somebody who was signed in from there before.
    [[nodiscard]] bool has_room_for(const std::string& network, bool is_known) const {
        const auto own = of_network_.find(network);
        if (own != of_network_.end() && own->second >= limits::waiting_sign_ins_of_network) return false;
        return waiting_ + (is_known ? 0 : limits::waiting_sign_ins_kept) < limits::waiting_sign_ins;
    }
    void enter(const std::string& network) {
        ++waiting_;
        ++of_network_[network];
    }
    /// Of one who entered.
    void leave(const std::string& network) {
        --waiting_;
        if (--of_network_[network] == 0) of_network_.erase(network);
    }

private:
    std::size_t waiting_ = 0;
    std::map<std::string, std::size_t> of_network_;
};

}  // namespace bowball::net
