namespace System.Device.Gpio;

/// <summary>Called at chosen edges of a pin.</summary>
public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);
