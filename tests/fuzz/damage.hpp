// Bytes changed, dropped, doubled and put in, by a random number.
#pragma once
#include <random>
#include <string>

namespace bowball::fuzz {

inline void damage(std::string& bytes, std::mt19937& random) {
    if (bytes.empty()) return;
    const auto at = random() % bytes.size();
    switch (random() % 5) {
        case 0: bytes[at] = static_cast<char>(random()); break;
        case 1: bytes.erase(at, 1 + random() % 8); break;
        case 2: bytes.insert(at, bytes.substr(at, 1 + random() % 60)); break;
        case 3: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8)); break;
        default: bytes.insert(at, 1 + random() % 3, static_cast<char>(random())); break;
    }
}

}  // namespace bowball::fuzz
