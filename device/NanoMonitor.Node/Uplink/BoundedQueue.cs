namespace NanoMonitor.Node.Uplink
{
    /// <summary>A first-in first-out queue with room for a fixed number of objects, made once. For one thread at a time.</summary>
    public sealed class BoundedQueue
    {
        private readonly object[] _items;
        private int _first;

        public BoundedQueue(int capacity)
        {
            _items = new object[capacity];
        }

        public int Count { get; private set; }

        public bool IsFull
        {
            get { return Count == _items.Length; }
        }

        /// <summary>Adds an object as the newest; the queue must not be full.</summary>
        public void Add(object item)
        {
            _items[(_first + Count) % _items.Length] = item;
            Count++;
        }

        /// <summary>Takes the oldest, or null.</summary>
        public object TakeOrNull()
        {
            if (Count == 0)
            {
                return null;
            }

            object item = _items[_first];
            _items[_first] = null;
            _first = (_first + 1) % _items.Length;
            Count--;
            return item;
        }

        /// <summary>Removes everything.</summary>
        public void Clear()
        {
            while (Count > 0)
            {
                TakeOrNull();
            }
        }
    }
}
